import { pino } from "pino";
import { findAdministrators } from "../../src/accounts/administrators/administrators.repository.ts";
import type { Actor } from "../../src/accounts/parts.ts";
import { remindAndLock } from "../../src/accounts/users/reminders.ts";
import { listUsers } from "../../src/accounts/users/users.ts";
import { listActivity } from "../../src/activity/list-activity.ts";
import { listOwnActivity } from "../../src/activity/list-own-activity.ts";
import { EventShipping } from "../../src/activity/shipping.ts";
import { day, instant } from "../../src/core/clock.ts";
import type { Database } from "../../src/database/database.ts";
import { clearAway } from "../../src/housekeeping.ts";
import type { Keys } from "../../src/keys/keys.ts";
import { isAnySealedUnder } from "../../src/keys/sealed-rows.repository.ts";
import { Outbox } from "../../src/mail/outbox.ts";
import { portalOrigin } from "../simulation/browser.ts";
import { scaleNow } from "./people.ts";

const log = pino({ level: "silent" });
const letterhead = { organisation: "Sallyport", portalOrigin, timeZone: "UTC" };

export function workThatMustNotGrow(database: Database, keys: Keys): Record<string, () => Promise<unknown>> {
  const clock = { now: () => scaleNow };
  const outbox = new Outbox({ database, keys, clock, log, letterhead, deliver: () => Promise.resolve() });
  const parts = {
    database,
    clock,
    outbox,
    organisation: "Sallyport",
    portalOrigin,
    isSetUpLinkNeeded: false,
  };
  const shipping = new EventShipping(keys, log);
  // The lists below ignore the actor.
  const actor = {} as Actor;
  const list = (search: string, after?: string) => () =>
    listUsers(parts, actor, { search, limit: 50, ...(after === undefined ? {} : { after }) });
  const searchTwice = (search: string) => async () => {
    const { next } = await list(search)();
    if (next !== null) await list(search, next)();
  };
  const activity = (query: Partial<Parameters<typeof listActivity>[2]>) => () =>
    listActivity({ database }, null, { limit: 50, ...query });
  return {
    "first page of users": list(""),
    "a page of users in the middle": list("", "user0500000"),
    "search for a surname, two pages": searchTwice("immanuel"),
    "search for a domain, two pages": searchTwice("@aist"),
    "search for one letter, two pages": searchTwice("e"),
    "search for two words, two pages": searchTwice("ada benz"),
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
    "events shipped": () => shipping.ship(database),
    "mails delivered": () => outbox.deliverDue(),
    "whether a key version has rows left": () => isAnySealedUnder(database, 99),
    "expired rows deleted": () => clearAway(database, scaleNow),
  };
}
