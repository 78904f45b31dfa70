import { expect, test } from "vitest";
import { isPacked, typedCommand } from "./typed-command.ts";

test("a command is typed with npm in the repository, and without it where the package is installed", () => {
  expect(isPacked).toBe(false);
  expect(typedCommand("keys", "rotate")).toBe("npm run keys -- rotate");
  expect(typedCommand("copy")).toBe("npm run copy");
  expect(typedCommand("keys", "rotate", true)).toBe("sallyport keys rotate");
  expect(typedCommand("copy", "", true)).toBe("sallyport copy");
});
