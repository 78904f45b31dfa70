import { hash as argonHash } from "@node-rs/argon2";
import { hash as bcryptHash } from "@node-rs/bcrypt";
import { changePassword } from "@sallyport/contract/security";
import { submitPassword } from "@sallyport/contract/sign-in";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { asUser, loggedIn, ursula } from "../../lab/simulation/people.ts";
import { type SimulatedApp, simulateApp } from "../../lab/simulation/simulated-app.ts";
import { hour } from "../core/clock.ts";
import { importedCosts, insertImportedCost } from "../passwords/imported-costs.repository.ts";
import { asTyped, createPasswords } from "../passwords/passwords.ts";
import { costOf, importedHash } from "../passwords/rules/hash-cost.ts";

let world: SimulatedApp;
beforeEach(async () => {
  world = await simulateApp();
  await world.addAccount(ursula);
});
afterEach(() => world[Symbol.asyncDispose]());

const { password } = ursula;
const dearer = { memoryCost: 16 * 1024, timeCost: 2, parallelism: 1 };
const logsIn = async (given: string) =>
  (await world.browser().ask(submitPassword, { ...asUser, body: { login: "ursula", password: given } })).ok;

async function keep(text: string): Promise<void> {
  const found = importedHash(text);
  if ("refusal" in found) throw new Error(found.refusal);
  const { database } = world.parts;
  await insertImportedCost(database, found.cost);
  await database
    .updateTable("accounts")
    .set({ password_hash: asTyped(found.hash) })
    .execute();
}

async function kept(): Promise<string> {
  const row = await world.parts.database
    .selectFrom("accounts")
    .select("password_hash")
    .executeTakeFirstOrThrow();
  return row.password_hash ?? "";
}

describe.for([
  ["bcrypt", (text: string) => bcryptHash(text, { cost: 10 })],
  ["bcrypt of PHP", async (text: string) => (await bcryptHash(text, { cost: 10 })).replace("$2b", "$2y")],
  ["argon2id", (text: string) => argonHash(text, dearer)],
] as const)("an imported hash of %s", ([, hashed]) => {
  test("opens the account, and is replaced at the first login", async () => {
    await keep(await hashed(password));
    expect(await logsIn("not the right one")).toBe(false);
    expect(costOf((await kept()).replace("as-typed:", ""))).not.toContain("m=64,");
    expect(await logsIn(password)).toBe(true);
    expect(await kept()).toMatch(/^\$argon2id\$v=19\$m=64,t=1,p=1\$/);
    expect(await logsIn("not the right one")).toBe(false);
    expect(await logsIn(password)).toBe(true);
  });

  test("is of the password as it was typed, and after that every spelling is right", async () => {
    const umlauts = "Überzeugte Möwen am Meer";
    await keep(await hashed(umlauts.normalize("NFD")));
    expect(await logsIn(umlauts.normalize("NFC"))).toBe(false);
    expect(await logsIn(umlauts.normalize("NFD"))).toBe(true);
    expect(await logsIn(umlauts.normalize("NFC"))).toBe(true);
  });

  test("lets two logins in at once", async () => {
    await keep(await hashed(password));
    expect(await Promise.all([logsIn(password), logsIn(password)])).toEqual([true, true]);
  });
});

test("logins check no imported cost once the last such hash is replaced", async () => {
  await keep(await bcryptHash(password, { cost: 10 }));
  await world.pass(2 * hour);
  expect(await importedCosts(world.parts.database)).toEqual(["$2b$10$"]);
  await logsIn(password);
  await world.pass(2 * hour);
  expect(await importedCosts(world.parts.database)).toEqual([]);
});

test("a password is changed with an imported hash as well", async () => {
  const browser = await loggedIn(world, ursula);
  await keep(await bcryptHash(password, { cost: 10 }));
  const body = { present: password, next: "nine otters under a bridge" };
  await browser.get(changePassword, { ...asUser, body });
  expect(await logsIn("nine otters under a bridge")).toBe(true);
});

test("bcrypt leaves the event loop alone", async () => {
  const passwords = await createPasswords({ cost: { memoryCost: 64, timeCost: 1, parallelism: 1 } });
  const stored = asTyped(await bcryptHash(password, { cost: 12 }));
  let turns = 0;
  const counting = setInterval(() => (turns += 1), 1);
  expect(await passwords.isRight(password, stored)).toBe(true);
  clearInterval(counting);
  expect(turns).toBeGreaterThan(20);
});
