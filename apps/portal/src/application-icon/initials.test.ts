import { expect, test } from "vitest";
import { initials } from "./initials.ts";

test.for([
  ["Open WebUI", "OW"],
  ["wiki", "W"],
  ["Paperless-ngx", "PN"],
  ["  Our (old) Shop ", "OO"],
  ["Ärzte 3", "Ä3"],
  ["𝒳 y", "𝒳Y"],
  ["…", ""],
  ["", ""],
] as const)("%j has the initials %j", ([name, expected]) => {
  expect(initials(name)).toBe(expected);
});
