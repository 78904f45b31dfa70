import "@sallyport/ui/base.css";
import { LinkProvider } from "@sallyport/ui/link";
import { ToastProvider } from "@sallyport/ui/toast";
import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { createBrowserRouter } from "react-router";
import { RouterProvider } from "react-router/dom";
import { awaitInstallOffer } from "./install/install-prompt.ts";
import { routes } from "./routes.tsx";
import { UpdateNotice } from "./update-notice.tsx";

// "always": the vault needs no network, and a question to the server fails faster than it waits.
const defaultOptions = {
  queries: { networkMode: "always", retry: false },
  mutations: { networkMode: "always" },
} as const;
const queryClient = new QueryClient({ defaultOptions });
const router = createBrowserRouter(routes);

awaitInstallOffer();
const root = document.getElementById("root");
if (!root) throw new Error("index.html lacks its root");
createRoot(root).render(
  <StrictMode>
    <QueryClientProvider client={queryClient}>
      <LinkProvider navigate={(href) => router.navigate(href)}>
        <ToastProvider>
          <RouterProvider router={router} />
        </ToastProvider>
        <UpdateNotice />
      </LinkProvider>
    </QueryClientProvider>
  </StrictMode>,
);
