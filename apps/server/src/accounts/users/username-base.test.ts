import { Username } from "@sallyport/contract/text";
import * as fc from "fast-check";
import { expect, test } from "vitest";
import { nthUsername, usernameBase } from "./username-base.ts";

test.for([
  ["the part before the @", { name: "Ada Lovelace", email: "ada@example.com" }, "ada"],
  ["without a tag", { name: "Ada", email: "a.lovelace+work@example.com" }, "a.lovelace"],
  ["in lower case", { name: "", email: "Ada_L@example.com" }, "ada_l"],
  ["the name, if there is no address yet", { name: "Ærø  Åsa O'Neill", email: "" }, "aero.asa.o.neill"],
  ["nothing, if both have no plain letter", { name: "李明", email: "" }, null],
] as const)("%s", ([, given, username]) => {
  expect(usernameBase(given)).toBe(username);
});

test("every proposal is a username", () => {
  fc.assert(
    fc.property(fc.string(), fc.string({ unit: "grapheme" }), fc.nat(9999), (email, name, n) => {
      const base = usernameBase({ name, email });
      if (base === null) return;
      const proposal = nthUsername(base, n + 1);
      expect(Username.parse(proposal)).toBe(proposal);
    }),
  );
});
