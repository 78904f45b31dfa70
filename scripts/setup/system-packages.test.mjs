import { expect, test } from "vitest";
import { packagesFor } from "./system-packages.mjs";

test("each program that the tests call is found in a Debian package", () => {
  expect(packagesFor(["chromium", "oathtool", "zbarimg"])).toEqual(["chromium", "oathtool", "zbar-tools"]);
});
