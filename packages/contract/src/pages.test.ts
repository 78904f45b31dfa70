import { expect, test } from "vitest";
import { authenticatorPages, isPage, portalPages } from "./pages.ts";

test.for(["/", "/security", "/security/", "/ADMIN/Users", "/admin/users/b1c2", "/invitation"])(
  "%s is a page of the portal",
  (path) => expect(isPage(portalPages, path)).toBe(true),
);

test.for(["/healthz", "/admin/users//", "/admin/users/b1c2/more", "/securityx", "/settings", "/:id", ""])(
  "%j is none",
  (path) => expect(isPage(portalPages, path)).toBe(false),
);

test("the authenticator has other pages", () => {
  expect(isPage(authenticatorPages, "/settings/two-step")).toBe(true);
  expect(isPage(authenticatorPages, "/admin")).toBe(false);
});
