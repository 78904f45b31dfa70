import "@sallyport/ui/base.css";
import { ErrorBoundary } from "@sallyport/ui/error-boundary";
import { QueryClientProvider } from "@tanstack/react-query";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { BrowserRouter } from "react-router";
import { listenForLogOut } from "./api/kept-typing.ts";
import { newQueryClient } from "./api/query-client.ts";
import { BrokenPage } from "./page/broken-page.tsx";
import { Pages } from "./routes.tsx";

const root = document.getElementById("root");
if (!root) throw new Error("index.html has lost its root element");

listenForLogOut();

createRoot(root).render(
  <StrictMode>
    <ErrorBoundary fallback={<BrokenPage />}>
      <QueryClientProvider client={newQueryClient()}>
        <BrowserRouter>
          <Pages />
        </BrowserRouter>
      </QueryClientProvider>
    </ErrorBoundary>
  </StrictMode>,
);
