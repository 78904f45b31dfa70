import { standardSettings } from "@sallyport/contract/settings/list";
import { expect, test } from "vitest";
import { changesIn, textOf } from "./setting-text.ts";

test("a value has the text that people type", () => {
  expect([null, 7, "UTC", [72, 24], true].map(textOf)).toEqual(["", "7", "UTC", "72, 24", "on"]);
});

test("only what differs is a change, with the value that the page shows", () => {
  const draft = { organisation: " Acme ", timeZone: "UTC", activityDays: "400" };
  expect(changesIn(draft, standardSettings)).toEqual({
    changes: {
      to: { organisation: "Acme", activityDays: 400 },
      from: { organisation: "Sallyport", activityDays: null },
    },
    errors: {},
  });
});

test("an empty field is no value, if the setting can do without", () => {
  const shown = { ...standardSettings, supportContact: "help@example.com" };
  const { changes, errors } = changesIn({ supportContact: " ", organisation: " " }, shown);
  expect(changes.to).toEqual({ supportContact: null });
  expect(errors).toEqual({ organisation: "Give a name of 1 to 64 characters." });
});

test("a number is refused in the words of the setting", () => {
  expect(changesIn({ defaultDays: "seven" }, standardSettings).errors).toEqual({
    defaultDays: "Enter a whole number of days from 1 to 365.",
  });
});
