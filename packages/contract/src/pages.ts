export const portalPages = [
  "/",
  "/security",
  "/admin",
  "/admin/users",
  "/admin/users/import",
  "/admin/users/:id",
  "/admin/jobs",
  "/admin/jobs/:id",
  "/admin/administrators",
  "/admin/api-keys",
  "/admin/groups",
  "/admin/groups/:id",
  "/admin/applications",
  "/admin/applications/:id",
  "/admin/applications/:id/try",
  "/admin/applications/:id/try/:trial",
  "/admin/enforcement",
  "/admin/administrators/roles",
  "/admin/activity",
  "/admin/webhooks",
  "/admin/settings",
  "/admin/security",
  "/forgot-password",
  "/admin/forgot-password",
  "/reset-password",
  "/not-me",
  "/set-up",
  "/admin/set-up",
  "/invitation",
  "/authorize/:id",
  "/application-refused",
  "/first-administrator",
] as const;

/**
 * An application can open these pages in a popup. `Cross-Origin-Opener-Policy: same-origin` would cut off the popup
 * from the application's window.
 */
export const popupPages = ["/authorize/:id", "/application-refused"] as const;

export const authenticatorPages = ["/", "/settings", "/settings/two-step", "/register", "/verify"] as const;

/** Ignores letter case and a final slash, as the router does. */
export function isPage(pages: readonly string[], path: string): boolean {
  const asked = path
    .toLowerCase()
    .replace(/(?<=.)\/$/, "")
    .split("/");
  return pages.some((page) => {
    const parts = page.split("/");
    return (
      parts.length === asked.length &&
      parts.every((part, index) => (part.startsWith(":") ? asked[index] !== "" : part === asked[index]))
    );
  });
}
