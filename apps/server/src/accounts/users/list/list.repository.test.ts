import type { Request } from "@sallyport/contract/endpoint";
import { lockReasons, SortOrder, type UserFilters, UserSort } from "@sallyport/contract/user-filters";
import { addUser, countUsers, listUsers, saveUser, type User } from "@sallyport/contract/users";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { Browser } from "../../../../lab/simulation/browser.ts";
import { ada, proven } from "../../../../lab/simulation/people.ts";
import { type SimulatedApp, simulateApp } from "../../../../lab/simulation/simulated-app.ts";
import { day } from "../../../core/clock.ts";
import { nameKey } from "../../../core/folded-words.ts";
import { insertAccount } from "../../accounts.repository.ts";
import { countMatches } from "./counts.repository.ts";
import { filtersIn } from "./filters-in.ts";
import { findUserIds } from "./list.repository.ts";
import { addListedPeople, listedGroup } from "./listed-people.fixture.ts";

let world: SimulatedApp;
let admin: Browser;
beforeEach(async () => {
  world = await simulateApp();
  await world.addAccount(ada);
  admin = await proven(world, ada);
});
afterEach(() => world[Symbol.asyncDispose]());

const now = () => world.clock.now();

type Query = Request<typeof listUsers>["query"];

async function listed(query: Query): Promise<User[]> {
  const all: User[] = [];
  for (let after: string | undefined, isLast = false; !isLast; ) {
    const page = await admin.get(listUsers, {
      query: { ...query, ...(after === undefined ? {} : { after }) },
    });
    all.push(...page.users);
    isLast = page.next === null;
    after = page.next ?? undefined;
  }
  return all;
}

const namesOf = (users: readonly User[]) => users.map(({ name }) => name);
const isSetUpMissing = ({ mfa }: User) => mfa.isRequired && !mfa.isEnrolled;
const isDue = (days: number) => (user: User) => {
  const due = Date.parse(user.mfa.enrolBy ?? "") - now();
  const isLocked = user.locks.some(({ reason }) => reason === "enrolment-deadline");
  return isSetUpMissing(user) && !isLocked && due > 0 && due <= days * day;
};

const isDueOn = (date: string) => (user: User) =>
  isSetUpMissing(user) && user.mfa.enrolBy?.startsWith(date) === true;

const filters: [filter: Partial<UserFilters>, isMatch: (user: User) => boolean][] = [
  [{ mfa: "required" }, ({ mfa }) => mfa.isRequired],
  [{ mfa: "not-required" }, ({ mfa }) => !mfa.isRequired],
  [{ mfa: "set-up" }, ({ mfa }) => mfa.isEnrolled],
  [{ mfa: "not-set-up" }, isSetUpMissing],
  [{ due: 1 }, isDue(1)],
  [{ due: 7 }, isDue(7)],
  [{ dueOn: "2027-01-05" }, isDueOn("2027-01-05")],
  [{ dueOn: "2027-01-03" }, isDueOn("2027-01-03")],
  [{ deadline: "none" }, (user) => isSetUpMissing(user) && user.mfa.enrolBy === null],
  [{ locked: "any" }, ({ locks }) => locks.length > 0],
  ...lockReasons.map((locked): (typeof filters)[number] => [
    { locked },
    ({ locks }) => locks.some(({ reason }) => reason === locked),
  ]),
  [{ state: "staged" }, ({ state }) => state === "staged"],
  [{ state: "active" }, ({ state }) => state === "active"],
  [{ state: "suspended" }, ({ state }) => state === "suspended"],
  [{ mail: "undelivered" }, ({ mailUndeliveredSince }) => mailUndeliveredSince !== null],
  [{ login: "never" }, ({ lastSignInAt }) => lastSignInAt === null],
  [{ group: listedGroup }, ({ username }) => Number(username.slice("user".length)) % 3 === 0],
  [{ search: "wanda", locked: "any" }, ({ name, locks }) => name.startsWith("Wanda") && locks.length > 0],
  [{ mfa: "required", state: "staged" }, ({ mfa, state }) => mfa.isRequired && state === "staged"],
];

const bounds = [
  { few: 0, mostRead: 1000 },
  { few: 1000, mostRead: 0 },
];

async function found(filter: Partial<UserFilters>, bound: (typeof bounds)[number]): Promise<string[]> {
  const read = filtersIn({ search: "", ...filter }, "UTC");
  if (!read) return [];
  const { ids } = await findUserIds(
    world.parts.database,
    {
      filters: read,
      sort: "name",
      order: "asc",
      after: undefined,
      limit: 100,
      now: now(),
    },
    bound,
  );
  return ids;
}

const lengthOf = async (filter: Partial<UserFilters>) => (await listed(filter)).length;

describe("among people in all states", () => {
  let all: User[];
  beforeEach(async () => {
    await addListedPeople(world.parts.database, now());
    all = await listed({ limit: 100 });
  });

  test.for(filters)("%j lists exactly the users that the console shows so", async ([filter, isMatch]) => {
    const those = all.filter(isMatch);
    expect(those.length).toBeGreaterThan(0);
    expect(those.length).toBeLessThan(all.length);
    expect(namesOf(await listed({ ...filter, sort: "name" }))).toEqual(namesOf(those));
    for (const bound of bounds) expect(await found(filter, bound)).toEqual(those.map(({ id }) => id));
  });

  test("every count is the length of its list", async () => {
    const counts = await admin.get(countUsers, {});
    expect(counts).toEqual({
      all: all.length,
      notSetUp: await lengthOf({ mfa: "not-set-up" }),
      dueSoon: await lengthOf({ due: 7 }),
      locked: await lengthOf({ locked: "any" }),
      invited: await lengthOf({ state: "staged" }),
      suspended: await lengthOf({ state: "suspended" }),
      undelivered: await lengthOf({ mail: "undelivered" }),
      neverLoggedIn: await lengthOf({ login: "never" }),
    });
  });

  test("counting ends one above the most", async () => {
    const counts = await countMatches(world.parts.database, now(), 2);
    expect(counts).toMatchObject({ all: 3, notSetUp: 3, dueSoon: 3, locked: 3, invited: 2, suspended: 3 });
  });

  const keys: Record<UserSort, (user: User) => string | number | null> = {
    name: ({ name }) => Buffer.from(nameKey(name)).toString("latin1"),
    created: ({ createdAt }) => Date.parse(createdAt),
    "last-login": ({ lastSignInAt }) => lastSignInAt && Date.parse(lastSignInAt),
    deadline: (user) => (isSetUpMissing(user) ? user.mfa.enrolBy && Date.parse(user.mfa.enrolBy) : null),
  };

  function sorted(sort: UserSort, order: SortOrder): User[] {
    const byId = all.toSorted((one, other) => (one.id < other.id ? -1 : 1));
    const by = (key: (typeof keys)[UserSort], sign: number) => (one: User, other: User) => {
      const [a, b] = [key(one) ?? 0, key(other) ?? 0];
      return a === b ? 0 : a < b ? -sign : sign;
    };
    const ordered = (order === "asc" ? byId : byId.toReversed()).toSorted(
      by(keys[sort], order === "asc" ? 1 : -1),
    );
    const isWithout = (user: User) => keys[sort](user) === null;
    return [
      ...ordered.filter((user) => !isWithout(user)),
      ...byId.toSorted(by(keys.name, 1)).filter(isWithout),
    ];
  }

  const orders = UserSort.options.flatMap((sort) =>
    SortOrder.options.map((order): [UserSort, SortOrder] => [sort, order]),
  );
  test.for(orders)("by %s, %s, on pages of any size, each user comes once", async ([sort, order]) => {
    const expected = sorted(sort, order);
    for (const limit of [1, 7, 100]) {
      expect(namesOf(await listed({ sort, order, limit }))).toEqual(namesOf(expected));
      const active = expected.filter(({ state }) => state === "active");
      expect(namesOf(await listed({ sort, order, limit, state: "active" }))).toEqual(namesOf(active));
    }
  });
});

test("a day of deadlines begins and ends at midnight in the organisation's time zone", async () => {
  await using berlin = await simulateApp(null, { fixedSettings: { timeZone: "Europe/Berlin" } });
  await berlin.addAccount(ada);
  const console = await proven(berlin, ada);
  const begin = Date.UTC(2027, 0, 8, 23);
  for (const [name, at] of Object.entries({
    before: begin - 1,
    first: begin,
    last: begin + day - 1,
    after: begin + day,
  })) {
    const { id } = await berlin.addAccount({ realm: "user", login: name, password: "x" });
    const due = { mfa_required: 1, mfa_required_at: 1, enrol_by: at } as const;
    await berlin.parts.database.updateTable("accounts").set(due).where("id", "=", id).execute();
  }
  const { users } = await console.get(listUsers, { query: { dueOn: "2027-01-09", sort: "deadline" } });
  expect(namesOf(users)).toEqual(["first", "last"]);
});

test("a page ends after a bounded number of users, and the next one goes on from there", async () => {
  const { database } = world.parts;
  const ids: string[] = [];
  for (let n = 100; n < 550; n += 1) {
    const account = {
      realm: "user",
      username: `u${n}`,
      email: `u${n}@example.com`,
      name: `User ${n}`,
    } as const;
    ids.push((await insertAccount(database, { ...account, now: now() })).id);
  }
  const late = ids[430] ?? "";
  await database.updateTable("accounts").set({ state: "suspended" }).where("id", "=", late).execute();
  const list = {
    filters: { words: [], state: "suspended" },
    sort: "name",
    order: "asc",
    limit: 5,
    now: now(),
  } as const;
  const bound = { few: 0, mostRead: 400 };
  const first = await findUserIds(database, { ...list, after: undefined }, bound);
  expect(first.ids).toEqual([]);
  const second = await findUserIds(database, { ...list, after: first.next ?? "" }, bound);
  expect(second).toEqual({ ids: [late], next: null });
});

test("names are sorted regardless of case and accents, also after a change", async () => {
  for (const [username, name] of Object.entries({ a: "Änne", b: "anton", c: "Anna", d: "Zacharias" }))
    await admin.get(addUser, { body: { username, email: `${username}@example.com`, name } });
  expect(namesOf(await listed({}))).toEqual(["Anna", "Änne", "anton", "Zacharias"]);
  const [, , , last] = await listed({});
  await admin.get(saveUser, { params: { id: last?.id ?? "" }, body: { name: "Ákos" } });
  expect(namesOf(await listed({}))).toEqual(["Ákos", "Anna", "Änne", "anton"]);
});

test.for<Record<string, string>>([
  { mfa: "perhaps" },
  { due: "0" },
  { due: "366" },
  { due: "7.5" },
  { due: "seven" },
  { dueOn: "tomorrow" },
  { dueOn: "2027-02-29" },
  { dueOn: "1999-01-01" },
  { deadline: "soon" },
  { locked: "yes" },
  { state: "invited" },
  { sort: "size" },
  { order: "up" },
  { after: "2 x y" },
  { after: "0" },
  { sort: "created", after: "0 x y" },
])("%j is refused", async (query) => {
  const refused = await admin.refusal(listUsers, { query });
  expect(refused.code).toBe("invalid-request");
});

test("an administrator is in no list and no count of users", async () => {
  await world.parts.database.updateTable("accounts").set({ mail_undelivered_since: 1 }).execute();
  expect(await listed({})).toEqual([]);
  for (const [filter] of filters) expect(await listed(filter)).toEqual([]);
  const counts = await admin.get(countUsers, {});
  expect(Object.values(counts).every((count) => count === 0)).toBe(true);
});
