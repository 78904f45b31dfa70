import { env } from "node:process";
import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";

const port = Number(env["SALLYPORT_PORTAL_PORT"] ?? 4600);
const apiPort = Number(env["SALLYPORT_API_PORT"] ?? 4602);

// The original Host header is sent, because it tells the server whether the request is for the portal or the
// authenticator.
const server = { target: `http://127.0.0.1:${apiPort}`, changeOrigin: false };

export default defineConfig({
  plugins: [react()],
  server: {
    host: "127.0.0.1",
    port,
    strictPort: true,
    allowedHosts: ["portal.localhost"],
    proxy: { "/api": server, "/docs": server, "/.well-known": server, "/oidc": server },
  },
  build: {
    // Nothing is inlined, because the Content-Security-Policy forbids inline scripts and `data:` URLs.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    cssCodeSplit: false,
    rolldownOptions: {
      output: { codeSplitting: { groups: [{ name: "first-screen", tags: ["$initial"] }] } },
    },
  },
});
