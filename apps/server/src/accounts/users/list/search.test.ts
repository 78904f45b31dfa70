import { listUsers, saveUser } from "@sallyport/contract/users";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { Browser } from "../../../../lab/simulation/browser.ts";
import { ada, proven } from "../../../../lab/simulation/people.ts";
import { type SimulatedApp, simulateApp } from "../../../../lab/simulation/simulated-app.ts";
import { searchedWords } from "../../../core/folded-words.ts";
import { insertAccount } from "../../accounts.repository.ts";
import { searchUsers } from "./search.repository.ts";

let world: SimulatedApp;
let admin: Browser;
beforeEach(async () => {
  world = await simulateApp();
  await world.addAccount(ada);
  admin = await proven(world, ada);
});
afterEach(() => world[Symbol.asyncDispose]());

const add = (username: string, name: string, email = `${username}@mail.example`) =>
  insertAccount(world.parts.database, { realm: "user", username, name, email, now: world.clock.now() });

async function found(search: string, limit = 50): Promise<string[]> {
  const all: string[] = [];
  let after: string | undefined;
  do {
    const page = await admin.get(listUsers, { query: { search, limit, ...(after ? { after } : {}) } });
    all.push(...page.users.map(({ username }) => username));
    after = page.next ?? undefined;
  } while (after !== undefined);
  return all;
}

describe("a search finds", () => {
  beforeEach(async () => {
    await add("ik", "Kant Immanuel", "i.kant@aistemos.com");
    await add("ip", "Иван Петров");
    await add("kc", "Karel Čapek");
    await add("zd", "Zoë Dürr".normalize("NFD"));
    await add("as", "Ann Smith-Jones", "ann@bücher.example");
    await add("mg", "Maria Groß", "maria@aistemos.com");
  });

  test.for<[what: string, search: string, usernames: string[]]>([
    ["a surname that comes second", "Immanuel", ["ik"]],
    ["a domain", "@aistemos", ["ik", "mg"]],
    ["a domain without its sign", "aistemos.c", ["ik", "mg"]],
    ["another script", "Петров", ["ip"]],
    ["an accent that is typed", "čapek", ["kc"]],
    ["an accent that is not typed", "CAPEK", ["kc"]],
    ["upper case with a mark", "ZOË", ["zd"]],
    ["a composed letter where the name is decomposed", "zoë".normalize("NFC"), ["zd"]],
    ["ss for ß", "GROSS", ["mg"]],
    ["the second part of a name", "jones", ["as"]],
    ["a username", "kc", ["kc"]],
    ["a whole address", "i.kant@aistemos.com", ["ik"]],
    ["the second part of an address", "kant@ai", ["ik"]],
    ["a domain in another script", "@bücher", ["as"]],
    ["the same domain in ASCII", "@xn--bcher", ["as"]],
    ["two words, in any order", "groß mar", ["mg"]],
    ["a name and a domain", "maria @aist", ["mg"]],
    ["no user that only one of two words fits", "maria kant", []],
    ["nothing inside a word", "apek", []],
    ["nothing by marks alone", "\u0301", []],
  ])("%s", async ([, search, usernames]) => {
    expect((await found(search)).toSorted()).toEqual(usernames);
  });
});

test("each user comes once, names before domains, on pages of any size", async () => {
  await add("u1", "Mail Mailer", "mail@mail.example");
  await add("u2", "Other", "other@mail.example");
  await add("u3", "Mailand", "third@elsewhere.example");
  for (const limit of [1, 2, 3, 50]) expect(await found("mail", limit)).toEqual(["u1", "u3", "u2"]);
});

test("a user is found by the new name and address, and no longer by the old ones", async () => {
  const { id } = await add("uma", "Uma Before", "uma@before.example");
  const body = { name: "Uma After", email: "uma@after.example" };
  await admin.get(saveUser, { params: { id }, body });
  for (const search of ["after", "@after"]) expect(await found(search)).toEqual(["uma"]);
  for (const search of ["before", "@before"]) expect(await found(search)).toEqual([]);
});

test("a page reads a bounded number of words, and the next one goes on from there", async () => {
  const { database } = world.parts;
  for (let n = 0; n < 250; n += 1) await add(`anna${n}`, "Anna", `a${n}@one.example`);
  const { id } = await add("zora", "Annabel Zora", "z@two.example");
  for (let n = 0; n < 260; n += 1) await add(`zoe${n}`, "Zora", `o${n}@one.example`);
  const search = { words: searchedWords("anna zora"), limit: 50, mostRead: 200 };
  const first = await searchUsers(database, search);
  expect(first.ids).toEqual([]);
  expect(await searchUsers(database, { ...search, after: first.next ?? "" })).toMatchObject({ ids: [id] });
});

test("a page that continues another search is refused", async () => {
  await add("uma", "Uma");
  for (const after of ["uma", "x y z", "uma  ", "uma zzz 1"]) {
    const refused = await admin.refusal(listUsers, { query: { search: "uma", after } });
    expect({ after, code: refused.code }).toEqual({ after, code: "invalid-request" });
  }
});
