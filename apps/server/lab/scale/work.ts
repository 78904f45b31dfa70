import { standardSettings } from "@sallyport/contract/settings/list";
import { SortOrder, UserFilters, UserSort } from "@sallyport/contract/user-filters";
import { pino } from "pino";
import { findAdministrators } from "../../src/accounts/administrators/administrators.repository.ts";
import { applyChanges } from "../../src/accounts/groups/apply-changes.ts";
import { listGroups } from "../../src/accounts/groups/groups.ts";
import { showUserGroups } from "../../src/accounts/groups/user-groups.ts";
import type { Actor } from "../../src/accounts/parts.ts";
import { countUsers, listUsers } from "../../src/accounts/users/list/list-users.ts";
import { remindAndLock } from "../../src/accounts/users/reminders.ts";
import { listActivity } from "../../src/activity/list-activity.ts";
import { listOwnActivity } from "../../src/activity/list-own-activity.ts";
import { EventShipping } from "../../src/activity/shipping.ts";
import { applicationsOf } from "../../src/applications/applications.repository.ts";
import { listApplications } from "../../src/applications/applications.ts";
import { countUsers as countUsersOfApplication } from "../../src/applications/people.repository.ts";
import { day, instant } from "../../src/core/clock.ts";
import type { Database } from "../../src/database/database.ts";
import { createCoverage } from "../../src/enforcement/count-coverage.ts";
import { countSlice, findCoverage, ranges } from "../../src/enforcement/coverage.repository.ts";
import { showDeadlines } from "../../src/enforcement/show-deadlines.ts";
import { clearAway } from "../../src/housekeeping.ts";
import { deleteOldJobs } from "../../src/jobs/delete-old-jobs.ts";
import { JobRunner } from "../../src/jobs/job-runner.ts";
import type { Keys } from "../../src/keys/keys.ts";
import { isAnySealedUnder } from "../../src/keys/sealed-rows.repository.ts";
import { Outbox } from "../../src/mail/outbox.ts";
import { showOverview } from "../../src/overview/show-overview.ts";
import { portalOrigin } from "../simulation/browser.ts";
import { bigGroup, scaleNow, someUser } from "./people.ts";

const log = pino({ level: "silent" });
const letterhead = () => ({ ...standardSettings, portalOrigin });

type UsersPage = Parameters<typeof listUsers>[2];

const mfas = UserFilters.shape.mfa.def.innerType.options.map((mfa) => ({ mfa }));
const locks = UserFilters.shape.locked.def.innerType.options.map((locked) => ({ locked }));

export function workThatMustNotGrow(database: Database, keys: Keys): Record<string, () => Promise<unknown>> {
  const clock = { now: () => scaleNow };
  const outbox = new Outbox({ database, keys, clock, log, letterhead, deliver: () => Promise.resolve() });
  const parts = {
    database,
    clock,
    outbox,
    settings: () => standardSettings,
    portalOrigin,
    isSetUpLinkNeeded: false,
  };
  const shipping = new EventShipping(keys, log);
  const state = { status: "ready", database: "ok", keys: "ok", mail: "ok" } as const;
  const readiness = { read: () => Promise.resolve(state) };
  const actor = {} as Actor;
  const list =
    (search: string, view: Partial<UsersPage> = {}) =>
    () =>
      listUsers(parts, actor, { search, order: "asc", limit: 50, ...view });
  const twoPages =
    (search: string, view: Partial<UsersPage> = {}) =>
    async () => {
      const { next } = await list(search, view)();
      if (next !== null) await list(search, { ...view, after: next })();
    };
  const inEachOrder = async (view: Partial<UsersPage>) => {
    for (const sort of UserSort.options)
      for (const order of SortOrder.options) await twoPages("", { ...view, sort, order })();
  };
  const activity = (query: Partial<Parameters<typeof listActivity>[2]>) => () =>
    listActivity({ database }, null, { limit: 50, ...query });
  return {
    "first page of users": list(""),
    "a page of users in the middle": list("", { after: "0  lena" }),
    "users in each order, two pages": () => inEachOrder({}),
    "users by deadline, from those without one": list("", { sort: "deadline", after: "1  " }),
    "users by last login, from those without one": list("", { sort: "last-login", after: "1  " }),
    "users with the frequent filters, in each order": () => inEachOrder({ mfa: "set-up", state: "active" }),
    ...Object.fromEntries(
      [...mfas, ...locks].map((filter) => [
        `users with ${Object.entries(filter).flat().join(" ")}`,
        list("", filter),
      ]),
    ),
    "users with the other rare filters": list("", {
      due: 7,
      dueOn: "2027-01-14",
      deadline: "none",
      state: "staged",
      mail: "undelivered",
      login: "never",
    }),
    "users of a group, in each order": () => inEachOrder({ group: bigGroup }),
    "search in a group": twoPages("ada", { group: bigGroup }),
    groups: () => listGroups(parts, actor, { search: "", limit: 50 }),
    applications: () => listApplications(parts, actor, { search: "", limit: 50 }),
    "applications of a user": () => applicationsOf(database, { id: someUser, realm: "user" }),
    "users of an application": async () => {
      await countUsersOfApplication(database, { openTo: "everyone", groups: [] });
      await countUsersOfApplication(database, { openTo: "groups", groups: [bigGroup] });
    },
    "groups of a user": () => showUserGroups(parts, actor, { id: someUser }),
    "search among those with a frequent filter": twoPages("ada", { state: "active" }),
    "search in another order": twoPages("ada benz", { sort: "created", order: "desc" }),
    "next background job": () => new JobRunner({ database, clock, log, kinds: [] }).runDue(),
    "expired background jobs": () => deleteOldJobs(database, scaleNow),
    "counts of users": () => countUsers(parts),
    "deadlines of a month": () => showDeadlines(parts, actor, { month: "2027-01" }),
    "a tick of the daily figures": () => createCoverage(parts)(scaleNow),
    "later slices of the daily figures": async () => {
      const after = { enrol_by: scaleNow, id: someUser };
      for (const range of ranges) await countSlice(database, range, { after, size: 10_000 });
    },
    "figures of a quarter": () => findCoverage(database, { from: "2026-10-01", to: "2026-12-31" }),
    overview: () => showOverview({ ...parts, readiness }, { timeZone: "Europe/Berlin" }),
    "search for a surname, two pages": twoPages("immanuel"),
    "search for a domain, two pages": twoPages("@aist"),
    "search for one letter, two pages": twoPages("e"),
    "search for two words, two pages": twoPages("ada benz"),
    "search for a username": list("user0000042"),
    "search in vain": list("zzz"),
    "search for two frequent words that no user has both": list("@mail @north"),
    administrators: () => findAdministrators(database),
    "first page of activity": activity({}),
    "a later page of activity": activity({ before: 500 }),
    "newer activity": activity({ after: 500 }),
    "activity of a person": activity({ person: "00000000-0000-4000-8000-000000000001" }),
    "activity of a kind": activity({ kind: "user_login_attempt" }),
    "activity of a group": activity({ group: "users" }),
    "activity of an address": activity({ address: "192.0.2.1" }),
    "failures of a month": activity({ outcome: "failure", from: instant(scaleNow - 30 * day) }),
    "own activity": () => listOwnActivity({ database }, { account: { id: "a" } }, { limit: 50 }),
    "tick with due deadlines": () => remindAndLock(database, outbox, portalOrigin, scaleNow),
    "tick with nothing due": () => remindAndLock(database, outbox, portalOrigin, scaleNow - 1e12),
    "change of a group, first members": () => applyChanges(parts, scaleNow, { most: 100 }),
    "events shipped": () => shipping.ship(database),
    "mails delivered": () => outbox.deliverDue(),
    "whether a key version has rows left": () => isAnySealedUnder(database, 99),
    "expired rows deleted": () => clearAway(database, scaleNow),
  };
}
