import { GivenRecoveryCode } from "@sallyport/contract/text";
import * as fc from "fast-check";
import { expect, test } from "vitest";
import { createPasswords } from "../passwords/passwords.ts";
import { newRecoverySet } from "./recovery-codes.ts";

const cheap = { cost: { memoryCost: 64, timeCost: 1, parallelism: 1 } };
const character = fc.constantFrom(...Array.from("0123456789abcdefghjkmnpqrstvwxyz"));
const characters = fc.array(character, { minLength: 16, maxLength: 16 });
const gap = fc.constantFrom("", " ", "-", "\t");

const lookAlike = (letter: string) => ({ 0: "o", 1: "l" })[letter] ?? letter;

test("a set is ten different codes of 80 bits, each under a hash of its own", {
  tags: ["R22", "R87"],
}, async () => {
  const passwords = await createPasswords(cheap);
  const { codes, salt, hashes } = await newRecoverySet(passwords, "");
  expect(codes).toHaveLength(10);
  for (const one of codes) expect(one).toMatch(/^([0-9a-hjkmnp-tv-z]{4}-){3}[0-9a-hjkmnp-tv-z]{4}$/);
  expect(new Set(codes).size).toBe(10);
  expect(salt).toHaveLength(16);
  for (const [index, one] of codes.entries()) {
    expect(await passwords.derive(GivenRecoveryCode.parse(one), salt)).toEqual(hashes[index]);
  }
});

test("two sets share neither salt nor codes", async () => {
  const passwords = await createPasswords(cheap);
  const [one, other] = [await newRecoverySet(passwords, ""), await newRecoverySet(passwords, "")];
  expect(one.salt).not.toEqual(other.salt);
  expect(new Set([...one.codes, ...other.codes]).size).toBe(20);
});

test("every character of the alphabet comes up", async () => {
  const passwords = await createPasswords(cheap);
  const codes: string[] = [];
  for (let set = 0; set < 10; set++) codes.push(...(await newRecoverySet(passwords, "")).codes);
  expect(new Set(codes.join("").replaceAll("-", "")).size).toBe(32);
});

test("case, hyphens, spaces and look-alikes make no difference", () => {
  fc.assert(
    fc.property(characters, fc.array(gap, { minLength: 16, maxLength: 16 }), (made, gaps) => {
      const typed = made.map((letter, index) => `${gaps[index]}${lookAlike(letter)}`).join("");
      expect(GivenRecoveryCode.parse(typed)).toBe(made.join("").toUpperCase());
      expect(GivenRecoveryCode.parse(typed.toUpperCase())).toBe(made.join("").toUpperCase());
    }),
  );
});

test.for(["", "xxxx-xxxx-xxxx", "uuuu-uuuu-uuuu-uuuu", "0000-0000-0000-00000", "пппп-0000-0000-0000"])(
  "“%s” is no recovery code",
  (text) => {
    expect(GivenRecoveryCode.safeParse(text).success).toBe(false);
  },
);
