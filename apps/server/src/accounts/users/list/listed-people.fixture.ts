import { minute } from "../../../core/clock.ts";
import type { Database } from "../../../database/database.ts";
import type { AccountRow } from "../../../database/schema.ts";
import { storeDue } from "../../../deadlines/due.repository.ts";
import { latestUsableStep } from "../../../factors/rules/steps-ahead.ts";
import { insertAccount } from "../../accounts.repository.ts";

const day = 24 * 60 * minute;
const second = 1000;

interface App {
  state?: "pending" | "confirmed" | "disabled";
  stepsAhead?: number;
}

interface WrongPasswords {
  source: string;
  count: number;
  ago: number;
  waits?: number;
}

interface Listed {
  name: string;
  account?: Partial<AccountRow>;
  apps?: App[];
  hasPasskey?: true;
  wrongPasswords?: WrongPasswords[];
  wrongCodes?: { waits: number; method?: "totp" | "recovery-code" };
}

const required = { mfa_required: 1, mfa_required_at: 1 } as const;
const network = (n: number, count: number, ago: number) => ({ source: `192.0.2.${n}`, count, ago });

function people(now: number): Listed[] {
  const due = (time: number) => ({ ...required, enrol_by: now + time });
  return [
    { name: "Zoe Plain", account: { last_sign_in_at: now - day } },
    { name: "álvaro Accent", account: { last_sign_in_at: now - 2 * day } },
    { name: "Alva Ro", account: { last_sign_in_at: now - 2 * day } },
    { name: "𝔘rsula Beyond", account: { last_sign_in_at: now } },
    { name: "李小龙" },
    { name: "Same Name" },
    { name: "Same Name", account: { state: "suspended" } },
    { name: "Ina Invited", account: { state: "staged", ...required, days_from_acceptance: 7 } },
    { name: "Uta Undelivered", account: { state: "staged", mail_undelivered_since: now - day } },
    { name: "Sam Suspended", account: { state: "suspended", mail_undelivered_since: now } },
    { name: "Dora Due-1", account: due(day) },
    { name: "Dora Due-7", account: due(7 * day) },
    { name: "Dora Due-7-later", account: due(7 * day + 1) },
    { name: "Dora Due-30", account: due(30 * day) },
    { name: "Nina Next-Login", account: { ...required, enrol_by: null } },
    { name: "Otto Overdue", account: due(0) },
    { name: "Lea Locked", account: { ...due(-day), deadline_locked_at: now - day } },
    { name: "Liam Locked-clock-back", account: { ...due(day), deadline_locked_at: now - day } },
    { name: "Emil Enrolled", account: due(-day), apps: [{}] },
    { name: "Vera Voluntary", hasPasskey: true },
    { name: "Pia Pending", account: due(2 * day), apps: [{ state: "pending" }] },
    { name: "Dan Disabled", account: due(-day), apps: [{ state: "disabled" }] },
    { name: "Dan Half-Disabled", apps: [{ state: "disabled" }, {}] },
    { name: "Ann Ahead", apps: [{ stepsAhead: 5 }] },
    { name: "Ann Hardly-Ahead", apps: [{ stepsAhead: 1 }] },
    { name: "Wim Wait", wrongPasswords: [{ ...network(1, 10, 0), waits: 30 * second }] },
    { name: "Wim Waited", wrongPasswords: [{ ...network(1, 10, minute), waits: -30 * second }] },
    { name: "Mia Mistyped", wrongPasswords: [network(1, 2, second)] },
    { name: "Wanda Wave", wrongPasswords: [network(1, 40, 10 * second), network(2, 40, day / 2)] },
    { name: "Wanda Short-Wave", wrongPasswords: [network(1, 40, 31 * second), network(2, 40, day / 2)] },
    {
      name: "Wanda Long-Wave",
      wrongPasswords: [network(1, 40, 14 * minute), network(2, 40, day / 2), network(3, 9, day / 2)],
    },
    {
      name: "Wanda Known-Browser",
      wrongPasswords: [network(1, 40, second), { source: "known browser 1", count: 90, ago: second }],
    },
    { name: "Rita Reported", account: { password_hash: null, login_reported_at: now } },
    {
      name: "Rita Suspended",
      account: { password_hash: null, login_reported_at: now, state: "suspended" },
    },
    { name: "Cora Codes", apps: [{}], wrongCodes: { waits: minute } },
    { name: "Cora Clock", apps: [{}], wrongCodes: { waits: day } },
    { name: "Cora Recovery", apps: [{}], wrongCodes: { waits: minute, method: "recovery-code" } },
  ];
}

/** Every third user is a member. */
export const listedGroup = "00000000-0000-4000-a000-000000000001";

export async function addListedPeople(database: Database, now: number): Promise<void> {
  const group = { id: listedGroup, name: "Staff", name_key: "staff", created_at: now };
  await database.insertInto("user_groups").values(group).execute();
  for (const [n, { name, account, apps = [], hasPasskey, wrongPasswords = [], wrongCodes }] of people(
    now,
  ).entries()) {
    const username = `user${n}`;
    const { id } = await insertAccount(database, {
      realm: "user",
      username,
      email: `${username}@example.com`,
      name,
      passwordHash: "x",
      now: now - n * day,
    });
    if (account) await database.updateTable("accounts").set(account).where("id", "=", id).execute();
    for (const [a, { state = "confirmed", stepsAhead = -1000 }] of apps.entries())
      await addApp(database, {
        id: `${id}-${a}`,
        accountId: id,
        state,
        lastStep: latestUsableStep(now) - 1 + stepsAhead,
      });
    if (hasPasskey) await addPasskey(database, id);
    for (const { source, count, ago, waits } of wrongPasswords)
      await database
        .insertInto("wrong_passwords")
        .values({
          account_id: id,
          source,
          count,
          since: now - ago,
          wait_until: waits === undefined ? null : now + waits,
        })
        .execute();
    if (wrongCodes)
      await database
        .insertInto("wrong_codes")
        .values({
          account_id: id,
          method: wrongCodes.method ?? "totp",
          count: 5,
          last_wrong_at: now,
          wait_until: now + wrongCodes.waits,
        })
        .execute();
    if (n % 3 === 0) {
      const times = { joined_at: now, counts_from: now, is_enrolled: 0 } as const;
      await database
        .insertInto("group_members")
        .values({ group_id: listedGroup, account_id: id, ...times })
        .execute();
    }
    await storeDue(database, id);
  }
}

interface NewApp {
  id: string;
  accountId: string;
  state: "pending" | "confirmed" | "disabled";
  lastStep: number;
}

async function addApp(database: Database, { id, accountId, state, lastStep }: NewApp): Promise<void> {
  await database
    .insertInto("totp_factors")
    .values({
      id,
      account_id: accountId,
      name: "App",
      state,
      sealed_secret: Buffer.alloc(40),
      browser_hash: state === "pending" ? Buffer.alloc(32) : null,
      last_step: lastStep,
      created_at: 1,
      confirmed_at: state === "pending" ? null : 1,
      bound_from: null,
      last_used_at: null,
    })
    .execute();
  await database
    .insertInto("spent_steps")
    .values({ factor_id: id, began_at: lastStep * 30 * second })
    .execute();
}

async function addPasskey(database: Database, accountId: string): Promise<void> {
  await database
    .insertInto("passkeys")
    .values({
      id: `key of ${accountId}`,
      account_id: accountId,
      credential_id: `of ${accountId}`,
      sealed_public_key: Buffer.alloc(40),
      name: "Key",
      counter: 0,
      transports: "",
      aaguid: "",
      is_synced: 0,
      is_backed_up: 0,
      bound_from: "192.0.2.1",
      created_at: 1,
      last_used_at: null,
      last_used_from: null,
    })
    .execute();
}
