import { expect, test } from "vitest";
import { createPasswords } from "./passwords.ts";

test("each attempt costs an attacker 19 MiB and two passes of argon2id, and each password has its own salt", {
  tags: ["R70"],
}, async () => {
  const passwords = await createPasswords();
  const [one, other] = await Promise.all([
    passwords.hash("the same phrase"),
    passwords.hash("the same phrase"),
  ]);
  expect(one).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$[\w+/]{22}\$[\w+/]{43}$/);
  expect(other).not.toBe(one);
  expect(await passwords.isRight("the same phrase", one)).toBe(true);
});
