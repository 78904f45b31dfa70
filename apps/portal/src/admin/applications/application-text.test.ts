import { refusalReasons } from "@sallyport/contract/applications/applications";
import { mostCounted } from "@sallyport/contract/user-filters";
import { expect, test } from "vitest";
import { listedAccess, notSetUpText, refusalSentence } from "./application-text.ts";

test.for([
  [{ all: 41, notSetUp: 3 }, "3 of 41 people have none and will be asked to set one up."],
  [{ all: 2, notSetUp: 1 }, "1 of 2 people has none and will be asked to set one up."],
  [
    { all: mostCounted + 1, notSetUp: 1200 },
    "1,200 of 10,000+ people have none and will be asked to set one up.",
  ],
  [{ all: 5, notSetUp: 0 }, "All people who can log in have a second factor."],
  [{ all: 0, notSetUp: 0 }, "No user can log in to this application yet."],
] as const)("%j is told as %s", ([users, text]) => {
  expect(notSetUpText(users)).toBe(text);
});

test("the list says who can log in", () => {
  expect([0, 1, 2].map((groups) => listedAccess({ openTo: "groups", groups }))).toEqual([
    "No one yet",
    "1 group",
    "2 groups",
  ]);
  expect(listedAccess({ openTo: "everyone", groups: 2 })).toBe("Everyone");
});

test("each refusal is a sentence, and those of addresses name them", () => {
  for (const reason of refusalReasons)
    for (const detail of ["", "https://app.example.com/cb"])
      expect(refusalSentence({ reason, detail })).toMatch(/^(It|Its|A) .+/);
  expect(refusalSentence({ reason: "callback-address", detail: "https://a.example/cb/" })).toBe(
    "It asked to return to https://a.example/cb/, which isn't allowed.",
  );
});
