import { expect, test } from "vitest";
import { type UserDraft, unsentOf } from "./user-draft.ts";

const mfa = { isRequired: true, days: 7 };
const sent: UserDraft = { version: "1", name: "Ursula", mfa };

test.for<[what: string, draft: UserDraft, unsent: UserDraft]>([
  ["nothing was touched meanwhile", sent, {}],
  ["a field was touched that was sent", { ...sent, name: "Ursula K." }, { version: "2", name: "Ursula K." }],
  ["a field was touched that was not sent", { ...sent, email: "u@" }, { version: "2", email: "u@" }],
  ["a field was emptied", { ...sent, name: "" }, { version: "2", name: "" }],
  ["the requirement was touched", { ...sent, mfa: { ...mfa } }, { version: "2", mfa }],
])("after saving, where %s", ([, draft, unsent]) => {
  expect(unsentOf(draft, sent, "2")).toEqual(unsent);
});
