import { submitPassword } from "@sallyport/contract/sign-in";
import type { Realm } from "@sallyport/contract/text";
import * as users from "@sallyport/contract/users";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { ursula } from "../../lab/simulation/people.ts";
import { type Scene, scene } from "../../lab/simulation/scene.ts";
import { insertImportedCost } from "../passwords/imported-costs.repository.ts";
import { asTyped } from "../passwords/passwords.ts";

const costs = vi.hoisted((): string[] => []);

vi.mock("@node-rs/argon2", async (load) => {
  const argon2 = await load<typeof import("@node-rs/argon2")>();
  const verify: typeof argon2.verify = (hash, ...given) => {
    costs.push(String(hash).split("$").slice(1, 4).join(" "));
    return argon2.verify(hash, ...given);
  };
  return { ...argon2, verify };
});

vi.mock("@node-rs/bcrypt", async (load) => {
  const bcrypt = await load<typeof import("@node-rs/bcrypt")>();
  const verify: typeof bcrypt.verify = (given, hash, ...more) => {
    costs.push(`bcrypt ${bcrypt.parseOptions(hash).cost}`);
    return bcrypt.verify(given, hash, ...more);
  };
  return { ...bcrypt, verify };
});

let here: Scene;
beforeEach(async () => {
  here = await scene();
  const { world, admin } = here;
  const { id } = await world.addAccount({ ...ursula, login: "suspended" });
  await admin.get(users.setUserState, { params: { id }, body: { state: "suspended" } });
  await admin.get(users.addUser, {
    body: { username: "staged", email: "staged@example.com", name: "Stella" },
  });
  await world.addAccount({ ...ursula, login: "waiting" });
  for (let time = 0; time < 10; time++) await costOf("waiting", "not the right one");
});
afterEach(() => here[Symbol.asyncDispose]());

async function costOf(login: string, password: string, realm: Realm = "user"): Promise<string[]> {
  costs.length = 0;
  await here.world.browser().ask(submitPassword, { params: { realm }, body: { login, password } });
  return [...costs];
}

const { password } = ursula;
type Attempt = [what: string, login: string, given: string, realm?: Realm];

const attempts: readonly Attempt[] = [
  ["of an unknown login", "unknown", password],
  ["of an unknown address", "unknown@example.com", password],
  ["of a user at the administrators'", "ursula", password, "administrator"],
  ["that is wrong", "ursula", "not the right one"],
  ["of a suspended account", "suspended", password],
  ["of a staged account, which has none", "staged", password],
  ["during a wait", "waiting", password],
];

test.for(attempts)(
  "a password %s takes one hash, as dear as a right one",
  { tags: ["AT-68", "R14"] },
  async ([, login, given, realm]) => {
    const [right, ...more] = await costOf("ursula", password);
    expect([right, more]).toEqual(["argon2id v=19 m=64,t=1,p=1", []]);
    expect(await costOf(login, given, realm)).toEqual([right]);
  },
);

test.for(attempts)(
  "a password %s is answered no sooner than ten milliseconds after its hash",
  { tags: ["AT-68", "R14"] },
  async ([, login, given, realm]) => {
    const began = performance.now();
    await costOf(login, given, realm);
    // A timer can end one millisecond early.
    expect(performance.now() - began).toBeGreaterThan(9);
  },
);

describe("while imported hashes remain", () => {
  const imported = asTyped("$2b$10$abcdefghijklmnopqrstuu1234567890123456789012345678902");
  const other = { ...ursula, login: "imported" };
  const all = ["argon2id v=19 m=64,t=1,p=1", "argon2id v=19 m=8192,t=2,p=1", "bcrypt 10"];

  beforeEach(async () => {
    const { database } = here.world.parts;
    await here.world.addAccount(other);
    await database
      .updateTable("accounts")
      .set({ password_hash: imported })
      .where("username", "=", "imported")
      .execute();
    await insertImportedCost(database, "$2b$10$");
    await insertImportedCost(database, "$argon2id$v=19$m=8192,t=2,p=1$");
  });

  test.for<Attempt>([
    ...attempts,
    ["that is right", "ursula", password],
    ["that is wrong, of an imported account", "imported", "not the right one"],
  ])(
    "a password %s takes one hash of each cost",
    { tags: ["AT-68", "R14"] },
    async ([, login, given, realm]) => {
      expect((await costOf(login, given, realm)).toSorted()).toEqual(all);
    },
  );
});
