import { expect, test } from "vitest";
import { ConnectionLost } from "./connection.ts";
import { changeTrouble, InsecureContext, troubleText } from "./trouble-text.ts";
import { VaultUnreadable } from "./vault.ts";

test("a vault that does not open says which of the four reasons it is", () => {
  expect(troubleText(new VaultUnreadable()).title).toBe("Your accounts can't be opened");
  expect(troubleText(new InsecureContext()).title).toBe("This address is not secure");
  expect(troubleText(new ConnectionLost()).wayOut).toContain("Load the app again");
  expect(troubleText(new DOMException("", "QuotaExceededError")).title).toContain("no storage");
});

test("a change that was not stored says whether the app must be loaded again", () => {
  expect(changeTrouble(new ConnectionLost())).toContain("Load the app again");
  expect(changeTrouble(new DOMException("", "QuotaExceededError"))).not.toContain("Load");
});
