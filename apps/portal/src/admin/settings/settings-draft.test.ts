import { standardSettings } from "@sallyport/contract/settings/list";
import { describe, expect, test } from "vitest";
import { changedMeanwhile, changesIn, noDraft, seenAs, typed } from "./settings-draft.ts";

const shown = standardSettings;

function draftOf(texts: Record<string, string>, seen: object = shown) {
  return { texts, seen: { ...seen } };
}

test("only what differs is a change, with the value that the page showed", () => {
  const draft = draftOf({ organisation: " Acme ", timeZone: "UTC", activityDays: "400" });
  expect(changesIn(draft, shown)).toEqual({
    changes: {
      to: { organisation: "Acme", activityDays: 400 },
      from: { organisation: "Sallyport", activityDays: null },
    },
    errors: {},
  });
});

test("an empty field is no value, if the setting can do without", () => {
  const current = { ...shown, supportContact: "help@example.com" };
  const { changes, errors } = changesIn(draftOf({ supportContact: " ", organisation: " " }), current);
  expect(changes.to).toEqual({ supportContact: null });
  expect(errors).toEqual({ organisation: "Give a name of 1 to 64 characters." });
});

test("a number is refused in the words of the setting", () => {
  expect(changesIn(draftOf({ defaultDays: "seven" }), shown).errors).toEqual({
    defaultDays: "Enter a whole number of days from 1 to 365.",
  });
});

describe("a change of another administrator", () => {
  const begun = typed(noDraft, { name: "organisation", text: "Ac" }, shown);
  const theirs = { ...shown, organisation: "Umbrella", defaultDays: 14 };
  const mine = typed(begun, { name: "organisation", text: "Acme" }, theirs);

  test("is noticed only for what was typed, and a save without a choice is refused", () => {
    expect(changedMeanwhile(begun, shown)).toEqual([]);
    expect(changedMeanwhile(mine, theirs)).toEqual(["organisation"]);
    expect(changesIn(mine, theirs).changes.from).toEqual({ organisation: "Sallyport" });
  });

  test("is replaced by what was typed once that is chosen", () => {
    const kept = seenAs(mine, theirs);
    expect(changedMeanwhile(kept, theirs)).toEqual([]);
    expect(changesIn(kept, theirs).changes).toEqual({
      to: { organisation: "Acme" },
      from: { organisation: "Umbrella" },
    });
  });

  test("to the same value needs no choice", () => {
    const same = { ...shown, organisation: "Acme" };
    expect(changedMeanwhile(mine, same)).toEqual([]);
    expect(changesIn(mine, same).changes.to).toEqual({});
  });
});
