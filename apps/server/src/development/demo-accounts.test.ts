import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { loggedIn } from "../../lab/simulation/people.ts";
import { type SimulatedApp, simulateApp } from "../../lab/simulation/simulated-app.ts";
import { prepareDemoAccounts } from "./demo-accounts.ts";

interface Written {
  realm: "administrator" | "user";
  login: string;
  password: string | null;
}

let world: SimulatedApp;
let folder = "";
beforeEach(async () => {
  world = await simulateApp();
  folder = await mkdtemp(join(tmpdir(), "demo-accounts-"));
});
afterEach(async () => {
  await rm(folder, { recursive: true });
  await world[Symbol.asyncDispose]();
});

const file = () => join(folder, "demo-accounts.json");
const written = async () => JSON.parse(await readFile(file(), "utf8")) as Written[];

async function start(): Promise<Written[]> {
  await prepareDemoAccounts(world.parts, file());
  return written();
}

test("a new database gets demo accounts, who log in with what is written down", async () => {
  const accounts = await start();
  expect(accounts.map(({ login }) => login)).toEqual(["ada@example.com", "grace@example.com", "ursula"]);
  for (const { realm, login, password } of accounts) {
    const person = { realm, login: login.replace(/@.*/, ""), password: password ?? "" };
    await expect(loggedIn(world, person)).resolves.toBeDefined();
  }
});

test("passwords are the same at the next start", async () => {
  expect(await start()).toEqual(await start());
});

test("a password that its owner has changed is no longer given out, and the others are", async () => {
  const [ada, ...others] = await start();
  const password_hash = await world.parts.passwords.hash("four unrelated words do");
  await world.parts.database
    .updateTable("accounts")
    .set({ password_hash })
    .where("email", "=", "ada@example.com")
    .execute();
  expect(await start()).toEqual([{ ...ada, password: null }, ...others]);
});

test.for([
  ["gone", () => rm(file())],
  ["damaged", () => writeFile(file(), "[{")],
] as const)("where the file is %s, nothing is made up, and the accounts stay", async ([, harm]) => {
  await start();
  await harm();
  expect(await start()).toEqual([]);
  expect(await world.parts.database.selectFrom("accounts").select("id").execute()).toHaveLength(3);
});
