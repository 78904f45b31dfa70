import { expect, test } from "vitest";
import { type UserDraft, unsavedFields, unsentOf } from "./user-draft.ts";

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

test.for<[what: string, draft: UserDraft, fields: string[]]>([
  ["untouched", {}, []],
  [
    "touched and put back",
    { name: "Ursula", email: "u@example.com", mfa: { isRequired: false, days: 7 } },
    [],
  ],
  ["renamed", { name: "Ursula K." }, ["Name"]],
  ["changed in every field", { name: "", email: "", mfa }, ["Name", "E-mail", "MFA requirement"]],
])("a form that is %s has these unsaved fields", ([, draft, fields]) => {
  const user = {
    name: "Ursula",
    email: "u@example.com",
    mfa: { isRequired: false, isRequiredForUser: false, isEnrolled: false, enrolBy: null, enrolledAt: null },
  };
  expect(unsavedFields(draft, user)).toEqual(fields);
});
