import { expect, test } from "vitest";
import { realmAt } from "./realms.ts";

test.each([
  ["/", "user"],
  ["/nowhere", "user"],
  ["/administrator", "user"],
  ["/admin", "administrator"],
  ["/admin/nowhere", "administrator"],
])("%s lies in the part of the %s", (pathname, realm) => {
  expect(realmAt(pathname)).toBe(realm);
});
