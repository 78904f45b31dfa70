import type { Application } from "@sallyport/contract/applications/applications";
import { type Claim, type Trial, trialRefusals } from "@sallyport/contract/applications/trials";
import { expect, test } from "vitest";
import { claimMeaning, claimText, refusedWords } from "./trial-text.ts";

test.for<[Claim, string]>([
  [{ name: "acr", value: "mfa" }, "This login used a second factor, or a passkey that checked the user."],
  [{ name: "acr", value: "pwd" }, "This login used a password alone."],
  [{ name: "amr", value: ["pwd", "otp", "mfa"] }, "Used: a password, a one-time code, more than one factor."],
  [{ name: "amr", value: ["new"] }, "Used: new."],
  [{ name: "auth_time", value: 1 }, "When the user last proved a factor, in seconds since 1970."],
  [{ name: "email_verified", value: true }, "The user has opened a link that was mailed to this address."],
  [
    { name: "email_verified", value: false },
    "The user has never opened a link that was mailed to this address. Some applications refuse such users.",
  ],
  [{ name: "groups", value: [] }, "The user is in no group."],
  [{ name: "groups", value: ["Staff"] }, "All groups of the user, not only those that can log in here."],
])("%s is explained in one line", ([claim, meaning]) => {
  expect(claimMeaning(claim)).toBe(meaning);
});

test("a claim that explains itself has no line, and a list is a text", () => {
  expect(claimMeaning({ name: "name", value: "Ursula" })).toBeNull();
  expect(claimText({ name: "groups", value: ["Staff", "Crew"] })).toBe("Staff, Crew");
  expect(claimText({ name: "groups", value: [] })).toBe("none");
});

const application = (openTo: "everyone" | "groups", ...names: string[]) =>
  ({ openTo, groups: names.map((name) => ({ id: name, name })) }) as Application;
const refused = (reason: (typeof trialRefusals)[number]): Extract<Trial, { at: "refused" }> => ({
  at: "refused",
  reason,
  user: "ursula@example.com",
  detail: "invalid_client",
});

test.for(trialRefusals)("the refusal %s says what happened, and who must change what", (reason) => {
  const { what, toDo } = refusedWords(refused(reason), application("groups", "Staff"));
  expect(what).toMatch(/^[A-Zu].*\.$/);
  expect(toDo).toMatch(/administrator|Nothing has to be changed/);
});

test("a refusal for lack of access names the groups, or that none is chosen", () => {
  const { what } = refusedWords(refused("no-access"), application("groups", "Staff", "Crew"));
  expect(what).toBe("ursula@example.com is in none of the groups that can log in: Staff, Crew.");
  const none = refusedWords(refused("no-access"), application("groups"));
  expect(none.what).toBe("ursula@example.com can't log in, because no group is chosen.");
});
