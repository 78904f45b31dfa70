import "@sallyport/ui/base.css";
import { ErrorBoundary } from "@sallyport/ui/error-boundary";
import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { BrowserRouter } from "react-router";
import { App } from "./app.tsx";
import { GoneWrong } from "./gone-wrong.tsx";
import { awaitInstallOffer } from "./install/install-prompt.ts";

// Without `always`, queries and mutations would wait for a network. The vault needs no network.
const defaultOptions = {
  queries: { networkMode: "always", retry: false },
  mutations: { networkMode: "always" },
} as const;

awaitInstallOffer();
const root = document.getElementById("root");
if (!root) throw new Error("index.html lacks its root");
createRoot(root).render(
  <StrictMode>
    <ErrorBoundary fallback={<GoneWrong />}>
      <QueryClientProvider client={new QueryClient({ defaultOptions })}>
        <BrowserRouter>
          <App />
        </BrowserRouter>
      </QueryClientProvider>
    </ErrorBoundary>
  </StrictMode>,
);
