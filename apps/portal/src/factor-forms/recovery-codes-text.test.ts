import { expect, test } from "vitest";
import { recoveryCodesText } from "./recovery-codes-text.ts";

test("recovery codes in a file say what they are, whose and where they work", () => {
  const codes = ["aaaa-bbbb-cccc-dddd", "eeee-ffff-gggg-hhhh"];
  const text = recoveryCodesText({
    codes,
    account: "ada@example.com",
    organisation: "Example",
  });
  expect(text.split("\n")).toEqual([
    "Recovery codes for Example",
    "ada@example.com",
    "Each works once.",
    "",
    ...codes,
    "",
  ]);
});
