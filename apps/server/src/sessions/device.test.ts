import { expect, test } from "vitest";
import { deviceOf } from "./device.ts";

const firefox = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0";

test.for([
  [firefox, "Firefox on Linux"],
  ["", "Unknown device"],
  ["  ", "Unknown device"],
  ["?", "Unknown device"],
] as const)("%s is shown as %s", ([userAgent, shown]) => {
  expect(deviceOf(userAgent)).toBe(shown);
});
