import { randomBytes } from "node:crypto";
import { hash } from "@node-rs/argon2";
import type { Person } from "@sallyport/server/lab/town.ts";

const cost = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

/** All people have the same password, so its hash is computed only once. */
export async function makePeople(count: number): Promise<{ people: Person[]; passwordHash: string }> {
  const password = "eleven herons on one pond";
  const people = Array.from({ length: count }, (_, index) => ({
    login: `person${index}@example.com`,
    password,
    secret: randomBytes(15).toString("base64"),
  }));
  return { people, passwordHash: await hash(password, cost) };
}
