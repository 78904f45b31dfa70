import { listAdministrators } from "@sallyport/contract/administrators";
import { type Group, listGroups } from "@sallyport/contract/groups";
import { listUsers, type User } from "@sallyport/contract/users";
import { afterAll, beforeAll, expect, test } from "vitest";
import { proven } from "../../../lab/simulation/people.ts";
import { type SimulatedApp, simulateApp } from "../../../lab/simulation/simulated-app.ts";
import { day } from "../../core/clock.ts";
import { Dice } from "./dice.ts";
import { type DemoPerson, demoPeople, type State, states } from "./people.ts";
import { populate } from "./populate.ts";

const now = Date.UTC(2027, 0, 4, 9);
const people = demoPeople(40, new Dice(1));

let world: SimulatedApp;
let users: Map<string, User>;
let groups: Group[];
let administrators: { name: string; role: string; state: string }[];

beforeAll(async () => {
  world = await simulateApp();
  await populate(world, { count: 40, seed: 1, now, password: "seven boats and a lantern" });
  const grace = { realm: "administrator", login: "grace", password: "yet another long phrase" } as const;
  await world.addAccount(grace);
  const console = await proven(world, grace);
  const listed = await console.get(listUsers, { query: { limit: "100" } });
  users = new Map(listed.users.map((user) => [user.username, user]));
  ({ groups } = await console.get(listGroups, { query: {} }));
  ({ administrators } = await console.get(listAdministrators, {}));
}, 120_000);
afterAll(() => world[Symbol.asyncDispose]());

const daysLeft = ({ mfa }: User) => (Date.parse(mfa.enrolBy ?? "") - now) / day;
const reasons = ({ locks }: User) => locks.map(({ reason }) => reason);

const isSo: Record<State, (user: User) => boolean> = {
  active: (user) => user.state === "active" && !user.mfa.isRequired && user.lastSignInAt !== null,
  enrolled: ({ mfa, locks }) => mfa.isEnrolled && locks.length === 0,
  passkey: ({ mfa, locks }) => mfa.isEnrolled && locks.length === 0,
  "days-left": (user) => !user.mfa.isEnrolled && daysLeft(user) > 7,
  "due-this-week": (user) => !user.mfa.isEnrolled && daysLeft(user) > 0 && daysLeft(user) < 7,
  "locked-by-deadline": (user) => reasons(user).includes("enrolment-deadline"),
  "locked-by-codes": (user) => reasons(user).includes("wrong-codes"),
  suspended: ({ state }) => state === "suspended",
  invited: ({ state, mailUndeliveredSince }) => state === "staged" && mailUndeliveredSince === null,
  undelivered: ({ mailUndeliveredSince }) => mailUndeliveredSince !== null,
  "never-logged-in": ({ state, lastSignInAt }) => state === "active" && lastSignInAt === null,
};

test.each(states)("there are users who are %s", (state) => {
  const those = people.filter((person) => person.state === state);
  expect(those.length).toBeGreaterThanOrEqual(state === "locked-by-codes" ? 1 : 3);
  const others = those
    .map(({ username }) => users.get(username))
    .filter((user) => !user || !isSo[state](user));
  expect(others).toEqual([]);
});

const owners = async (table: "passkeys" | "totp_factors") => {
  const rows = await world.parts.database
    .selectFrom(table)
    .innerJoin("accounts", "accounts.id", `${table}.account_id`)
    .select("username")
    .where("accounts.realm", "=", "user")
    .execute();
  return rows.map(({ username }) => username ?? "").toSorted();
};
const those = (...wanted: State[]) =>
  people.flatMap(({ state, username }) => (wanted.includes(state) ? username : [])).toSorted();

test("a user with a passkey has no app, and the reverse", async () => {
  expect(await owners("passkeys")).toEqual(those("passkey"));
  expect(await owners("totp_factors")).toEqual(those("enrolled", "locked-by-codes"));
});

test("administrators of every role are there, one of them invited", () => {
  expect(administrators.map(({ role, state }) => `${role} ${state}`).toSorted()).toEqual([
    "administrator staged",
    "help-desk active",
    "owner active",
    "owner active",
    "read-only active",
  ]);
});

test("there are groups with members, and one requires MFA", () => {
  expect(groups.map(({ name, requirement }) => `${name} ${requirement?.days ?? "–"}`)).toEqual([
    "Engineering –",
    "Finance 14",
    "Support –",
  ]);
  expect(groups.filter(({ members }) => members < 3)).toEqual([]);
});

test("names are Cyrillic, Arabic and long, and all of them are listed", () => {
  const names = [...users.values()].map(({ name }) => name);
  expect(names.toSorted()).toEqual(people.map(({ name }) => name).toSorted());
  expect(names.filter((name) => /\p{Script=Cyrillic}/u.test(name)).length).toBeGreaterThan(1);
  expect(names.filter((name) => /\p{Script=Arabic}/u.test(name)).length).toBeGreaterThan(1);
  expect(names.some((name) => name.length > 50)).toBe(true);
});

test("the record is in the order of time", async () => {
  const times = (
    await world.parts.database.selectFrom("audit_events").select("at").orderBy("id").execute()
  ).map(({ at }) => at);
  expect(times).toEqual(times.toSorted((a, b) => a - b));
});

const many = (seed: number): DemoPerson[] => demoPeople(2000, new Dice(seed));

test("the same seed gives the same people, another one gives others, and names never repeat", () => {
  expect(many(7)).toEqual(many(7));
  expect(many(7)).not.toEqual(many(8));
  expect(new Set(many(7).map(({ username }) => username)).size).toBe(2000);
});
