import * as fc from "fast-check";
import { afterEach, beforeEach, expect, test } from "vitest";
import { portalOrigin } from "../../lab/simulation/browser.ts";
import { type SimulatedApp, simulateApp } from "../../lab/simulation/simulated-app.ts";
import { day, hour } from "../core/clock.ts";
import { findDue } from "../deadlines/due.repository.ts";
import { removeFactors } from "../factors/factors.repository.ts";
import { insertPasskey, removePasskey } from "../factors/passkeys.repository.ts";
import {
  confirm,
  findPending,
  insertPending,
  newPendingIdentity,
  removeApp,
} from "../factors/totp.repository.ts";
import { activate } from "../invitations/invitations.repository.ts";
import { dueAt, enrolBy } from "../journey/deadlines.ts";
import { findAccountWithFactors, insertAccount, storeState } from "./accounts.repository.ts";
import { lockIfDeadlinePassed } from "./deadline-lock.ts";
import { accountFacts } from "./facts.ts";
import { remindAndLock } from "./users/reminders.ts";
import { storeGrace, storeUserRequirement } from "./users/users.repository.ts";

const usual = [72, 24];
let world: SimulatedApp;
let id: string;
beforeEach(async () => {
  world = await simulateApp();
});
afterEach(() => world[Symbol.asyncDispose]());

async function addUser(): Promise<string> {
  const { length } = await world.parts.database.selectFrom("accounts").select("id").execute();
  const username = `user${length}`;
  const account = { realm: "user", username, email: `${username}@example.com`, name: username } as const;
  return (
    await insertAccount(world.parts.database, { ...account, passwordHash: "x", now: world.clock.now() })
  ).id;
}

const subject = async () => {
  const found = await findAccountWithFactors(world.parts.database, id);
  if (!found) throw new Error("The account is gone.");
  return found;
};

const stored = async () => (await subject()).account.deadline_due_at;

const browserHash = Buffer.alloc(32);
const db = () => world.parts.database;
const now = () => world.clock.now();
const sealed = Buffer.alloc(40);
const passkeyRow = () =>
  ({
    account_id: id,
    credential_id: `of ${id} at ${now()} ${Math.random()}`,
    name: "Key",
    counter: 0,
    transports: "",
    aaguid: "",
    is_synced: 0,
    is_backed_up: 0,
    bound_from: "192.0.2.1",
    created_at: now(),
    seal: () => sealed,
  }) as const;

const writers = {
  requires: () => {
    const grace = { enrol_by: enrolBy(now(), 7), days_from_acceptance: null };
    return storeUserRequirement(db(), id, { isRequired: true, grace, now: now() });
  },
  requiresAtOnce: () => {
    const grace = { enrol_by: null, days_from_acceptance: null };
    return storeUserRequirement(db(), id, { isRequired: true, grace, now: now() });
  },
  releases: () => {
    const grace = { enrol_by: null, days_from_acceptance: null };
    return storeUserRequirement(db(), id, { isRequired: false, grace, now: now() });
  },
  shortens: () => storeGrace(db(), id, { kind: "set", enrol_by: enrolBy(now(), 1) }, now()),
  extends: () => storeGrace(db(), id, { kind: "extended", enrol_by: enrolBy(now(), 5) }, now()),
  suspends: () => storeState(db(), id, "suspended", now()),
  activates: () => storeState(db(), id, "active", now()),
  accepts: async () => {
    await db().updateTable("accounts").set({ days_from_acceptance: 4 }).where("id", "=", id).execute();
    await activate(db(), id, "x", now());
  },
  enrolsApp: async () => {
    const identity = newPendingIdentity(id);
    await insertPending(db(), { identity, sealedSecret: sealed, browserHash, now: now() });
    const pending = await findPending(db(), id, browserHash);
    if (pending) await confirm(db(), pending, { address: "192.0.2.1", now: now() });
  },
  enrolsPasskey: () => insertPasskey(db(), passkeyRow()),
  removesApp: async () => {
    const app = (await subject()).factors.apps[0];
    if (app) await removeApp(db(), { accountId: id, id: app.id });
  },
  removesPasskey: async () => {
    const passkey = (await subject()).factors.passkeys[0];
    if (passkey) await removePasskey(db(), { accountId: id, id: passkey.id });
  },
  removesAll: () => removeFactors(db(), id),
  isSeen: async () => lockIfDeadlinePassed(db(), world.parts.outbox, await subject(), now()),
} satisfies Record<string, () => Promise<unknown>>;

async function facts() {
  const found = await subject();
  const { account } = found;
  return {
    ...accountFacts(found),
    isActive: account.state === "active",
    requiredAt: account.mfa_required_at,
  };
}

type Step = { change: keyof typeof writers; pause: number; isTicked: boolean };

function steps(...changes: (keyof typeof writers)[]): [Step[]] {
  return [changes.map((change) => ({ change, pause: hour, isTicked: true }))];
}

const overdue: Step = { change: "requires", pause: 8 * day, isTicked: false };

test("the stored moment is the one of the rule, after any changes by any writer", {
  tags: ["R48"],
  timeout: 60_000,
}, async () => {
  const step = fc.record({
    change: fc.constantFrom(...(Object.keys(writers) as Step["change"][])),
    pause: fc.constantFrom(0, hour, 13 * hour, day, 3 * day),
    isTicked: fc.boolean(),
  });
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 3, maxLength: 12 }), async (list) => {
      id = await addUser();
      let tickedAt = now();
      for (const { change, pause, isTicked } of list) {
        await writers[change]();
        expect((await subject()).account.is_enrolled === 1).toBe((await facts()).isEnrolled);
        // The stored due time must be correct for the current time, or for the time of the last tick.
        expect([dueAt(await facts(), usual), dueAt(await facts(), usual, tickedAt)]).toContain(
          await stored(),
        );
        world.clock.turnTo(now() + pause);
        if (!isTicked) continue;
        await remindAndLock(db(), world.parts.outbox, portalOrigin, now());
        tickedAt = now();
        expect(await stored()).toBe(dueAt(await facts(), usual, tickedAt));
        expect(await findDue(db(), tickedAt, 1000)).toEqual([]);
      }
    }),
    {
      numRuns: 15,
      examples: [
        steps("requires", "shortens", "extends"),
        steps("requires", "suspends", "activates"),
        steps("requires", "enrolsApp", "removesApp"),
        steps("requires", "enrolsPasskey", "removesPasskey"),
        steps("requires", "enrolsApp", "removesAll"),
        [[overdue, { change: "isSeen", pause: 0, isTicked: false }]],
      ],
    },
  );
});
