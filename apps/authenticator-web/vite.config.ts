import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";
import { VitePWA } from "vite-plugin-pwa";

const { SALLYPORT_AUTHENTICATOR_PORT = "4601", SALLYPORT_API_PORT = "4602" } = process.env;

export default defineConfig({
  plugins: [
    react(),
    VitePWA({
      strategies: "injectManifest",
      srcDir: "src",
      filename: "sw.ts",
      injectRegister: false,
      manifest: false,
      injectManifest: {
        injectionPoint: "self.filesOfTheApp",
        rollupFormat: "iife",
        globPatterns: ["**/*.{html,js,css,svg,png,woff2,webmanifest}"],
      },
    }),
  ],
  // Nothing is inlined, because the Content-Security-Policy of production forbids inline scripts and `data:`
  // scripts.
  build: {
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    cssCodeSplit: false,
    rolldownOptions: {
      output: { codeSplitting: { groups: [{ name: "first-screen", tags: ["$initial"] }] } },
    },
  },
  server: {
    host: "127.0.0.1",
    port: Number(SALLYPORT_AUTHENTICATOR_PORT),
    strictPort: true,
    allowedHosts: ["authenticator.localhost"],
    proxy: { "/api": { target: `http://127.0.0.1:${SALLYPORT_API_PORT}`, changeOrigin: false } },
  },
});
