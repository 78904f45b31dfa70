import { parseOptions, verify } from "@node-rs/bcrypt";
import { expect, test } from "vitest";
import { decoyOf } from "./decoys.ts";
import { importedHash } from "./rules/hash-cost.ts";

test.for(["$2b$10$", "$2b$12$", "$argon2id$v=19$m=65536,t=3,p=4$"])(
  "a decoy is a hash of its cost: %s",
  (cost) => {
    for (let time = 0; time < 100; time += 1) expect(importedHash(decoyOf(cost))).toMatchObject({ cost });
  },
);

test("a decoy of bcrypt takes the work of its cost", async () => {
  const decoy = decoyOf("$2b$10$");
  expect(parseOptions(decoy).cost).toBe(10);
  const began = performance.now();
  expect(await verify("a guess", decoy)).toBe(false);
  expect(performance.now() - began).toBeGreaterThan(10);
});
