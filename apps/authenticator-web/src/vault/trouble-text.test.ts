import { expect, test } from "vitest";
import { InsecureContext, troubleText } from "./trouble-text.ts";
import { VaultUnreadable } from "./vault.ts";

test("a vault that does not open says which of the three reasons it is", () => {
  expect(troubleText(new VaultUnreadable()).title).toBe("Your accounts can't be opened");
  expect(troubleText(new InsecureContext()).title).toBe("This address is not secure");
  expect(troubleText(new DOMException("", "QuotaExceededError")).title).toContain("no storage");
});
