import type { ManifestOptions } from "vite-plugin-pwa";

/** What the operating system needs to install the app (W3C Web Application Manifest). */
export const manifest: Partial<ManifestOptions> = {
  id: "/",
  name: "Sallyport Authenticator",
  short_name: "Sallyport",
  description: "One-time passcodes for two-step verification, kept on this device.",
  lang: "en",
  start_url: "/",
  scope: "/",
  display: "standalone",
  background_color: "#f6f7f9",
  theme_color: "#3348c8",
  categories: ["security", "utilities"],
  icons: [
    { src: "/icons/icon-192.png", sizes: "192x192", type: "image/png", purpose: "any" },
    { src: "/icons/icon-512.png", sizes: "512x512", type: "image/png", purpose: "any" },
    { src: "/icons/maskable-192.png", sizes: "192x192", type: "image/png", purpose: "maskable" },
    { src: "/icons/maskable-512.png", sizes: "512x512", type: "image/png", purpose: "maskable" },
  ],
  shortcuts: [
    {
      name: "Add an account",
      url: "/settings/two-step",
      icons: [{ src: "/icons/icon-192.png", sizes: "192x192", type: "image/png" }],
    },
  ],
};
