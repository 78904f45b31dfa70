import { minute } from "../../src/core/clock.ts";
import { hashOf } from "../../src/core/tokens.ts";
import type { Database } from "../../src/database/database.ts";
import { mostSessions } from "../../src/sessions/sessions.repository.ts";
import { type Act, type Entry, isAcknowledged, mayHaveHappened } from "./ledger.ts";
import type { Finding } from "./subject.ts";

const sessionsLast = 50 * minute;
const latestSessions = mostSessions - 5;

/** Finds acknowledged acts that are missing from the database. Stop the load first. */
export async function findLosses(database: Database, entries: readonly Entry[]): Promise<Finding[]> {
  return [
    ...(await lostSessions(database, entries)),
    ...(await lostSteps(database, entries)),
    ...(await wrongAccounts(database, entries)),
    ...(await wrongEvents(database, entries)),
  ];
}

function show({ act, sentAt, answer }: Entry): string {
  return JSON.stringify({ ...act, sentAt, answeredAt: answer?.at, status: answer?.status });
}

async function lostSessions(database: Database, entries: readonly Entry[]): Promise<Finding[]> {
  const rows = await database
    .selectFrom("sessions")
    .select("token_hash")
    .where("aal", "=", 2)
    .where("unfinished_since", "is", null)
    .execute();
  const open = new Set(rows.map(({ token_hash }) => Buffer.from(token_hash).toString("hex")));
  const logins = entries.filter((entry) => entry.act.kind === "login" && isAcknowledged(entry));
  return [...Map.groupBy(logins, ({ act }) => act.account).values()]
    .flatMap((ofAccount) => ofAccount.slice(-latestSessions))
    .filter(({ answer }) => (answer?.at ?? 0) > Date.now() - sessionsLast)
    .filter(({ answer }) => !open.has(hashOf(answer?.token ?? "").toString("hex")))
    .map((entry) => `a session is lost: ${show(entry)}`);
}

/** Finds accounts whose stored time step is earlier than the step of an accepted code. */
async function lostSteps(database: Database, entries: readonly Entry[]): Promise<Finding[]> {
  const rows = await database
    .selectFrom("totp_factors")
    .innerJoin("accounts", "accounts.id", "totp_factors.account_id")
    .select(["email", "last_step"])
    .where("totp_factors.state", "=", "confirmed")
    .execute();
  const lastSteps = new Map(rows.map(({ email, last_step }) => [email, last_step]));
  return entries
    .filter(isAcknowledged)
    .filter(({ act }) => "step" in act && (lastSteps.get(act.account) ?? -1) < act.step)
    .map((entry) => `an enrolment is lost, or a used code works again: ${show(entry)}`);
}

interface AccountRow {
  state: string;
  mfa_required: number;
  enrol_by: number | null;
  deadline_locked_at: number | null;
}

const consequences: Readonly<
  Record<string, { group: string; holds: (row: AccountRow, entry: Entry) => boolean }>
> = {
  requirement: { group: "deadline", holds: (row, entry) => row.mfa_required === 1 && isDeadline(row, entry) },
  extension: { group: "deadline", holds: isDeadline },
  lock: { group: "deadline", holds: (row) => row.deadline_locked_at !== null },
  unlock: {
    group: "deadline",
    holds: (row, entry) => row.deadline_locked_at === null && isDeadline(row, entry),
  },
  suspension: { group: "state", holds: (row) => row.state === "suspended" },
  activation: { group: "state", holds: (row) => row.state === "active" },
};

function isDeadline({ enrol_by }: AccountRow, { answer }: Entry): boolean {
  const told = answer?.body as { mfa: { enrolBy: string | null } } | undefined;
  const acknowledged = told?.mfa.enrolBy ?? null;
  return enrol_by === (acknowledged === null ? null : Date.parse(acknowledged));
}

async function wrongAccounts(database: Database, entries: readonly Entry[]): Promise<Finding[]> {
  const rows = await database
    .selectFrom("accounts")
    .select(["email", "state", "mfa_required", "enrol_by", "deadline_locked_at"])
    .execute();
  const accounts = new Map(rows.map((row) => [row.email, row]));
  const last = new Map<string, Entry>();
  for (const entry of entries) {
    const { kind, account } = entry.act;
    const consequence = consequences[kind];
    if (consequence && mayHaveHappened(entry)) last.set(`${consequence.group} ${account}`, entry);
  }
  return [...last.values()]
    .filter(isAcknowledged)
    .filter((entry) => {
      const row = accounts.get(entry.act.account);
      return !row || !consequences[entry.act.kind]?.holds(row, entry);
    })
    .map((entry) => `a change is lost: ${show(entry)}`);
}

const eventsOf: Readonly<Record<Act["kind"], readonly [kind: string, detail: string]>> = {
  login: ["login_attempt", "totp: accepted"],
  enrolment: ["totp_finish_enrollment", ""],
  lock: ["user_mfa_exclusion_expired", ""],
  requirement: ["user_mfa_requirement", "required"],
  extension: ["user_mfa_requirement", "extended"],
  unlock: ["user_unlocked", "extended"],
  suspension: ["user_suspended", ""],
  activation: ["user_activated", ""],
};

async function wrongEvents(database: Database, entries: readonly Entry[]): Promise<Finding[]> {
  const rows = await database
    .selectFrom("audit_events")
    .select(["kind", "actor", "subject", "detail"])
    .where("outcome", "=", "success")
    .execute();
  const recorded = new Map<string, number>();
  for (const { kind, actor, subject, detail } of rows) {
    for (const [act, [event, begin]] of Object.entries(eventsOf)) {
      if (kind.replace(/^(?:user|admin)_login/, "login") !== event || !detail.startsWith(begin)) continue;
      add(recorded, `${act} ${subject ?? actor}`);
    }
  }
  const { acknowledged, possible } = countActs(entries, ({ act }) => [
    `${act.kind} ${act.account}`,
    // An enrolment also records a login event.
    ...(act.kind === "enrolment" ? [`login ${act.account}`] : []),
  ]);
  return [...possible].flatMap(([act, most]) => {
    const count = recorded.get(act) ?? 0;
    const least = acknowledged.get(act) ?? 0;
    if (count >= least && count <= most) return [];
    return [`${act}: ${least} acknowledged, at most ${most} happened, and ${count} events are recorded`];
  });
}

export interface Counts {
  acknowledged: Map<string, number>;
  /** Includes uncertain acts. Several attempts with one code are one act. */
  possible: Map<string, number>;
}

export function countActs(entries: readonly Entry[], keysOf: (entry: Entry) => readonly string[]): Counts {
  const counts: Counts = { acknowledged: new Map(), possible: new Map() };
  const codes = new Set<string>();
  for (const entry of entries) {
    const { act } = entry;
    const code = "step" in act ? `${act.kind} ${act.account} ${act.step}` : null;
    const isSecondTry = code !== null && codes.has(code);
    for (const key of keysOf(entry)) {
      if (isAcknowledged(entry)) add(counts.acknowledged, key);
      if (mayHaveHappened(entry) && !isSecondTry) add(counts.possible, key);
    }
    if (code !== null && mayHaveHappened(entry)) codes.add(code);
  }
  return counts;
}

export function add(counts: Map<string, number>, key: string): void {
  counts.set(key, (counts.get(key) ?? 0) + 1);
}
