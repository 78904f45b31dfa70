import type { MfaReportLine } from "@sallyport/contract/enforcement";
import type { User } from "@sallyport/contract/users";
import { eventsAbout } from "../../../activity/events.repository.ts";
import { instant, instantOrNull } from "../../../core/clock.ts";
import type { Cell } from "../../../core/csv.ts";
import type { Queryable } from "../../../database/database.ts";
import type { AuditEventRow } from "../../../database/schema.ts";
import { enrolledSince, type Factors } from "../../../factors/rules/factors.ts";
import type { AccountWithFactors } from "../../accounts.repository.ts";
import { viewGroups } from "../../groups/user-groups.ts";
import { viewUsers } from "../view-user.ts";
import { beginOfRequirement } from "./rules/required-since.ts";

/** The user's latest events show when a requirement began. At most this many events are read. */
const mostEvents = 50;

export async function reportOn(
  database: Queryable,
  subjects: readonly AccountWithFactors[],
  now: number,
): Promise<MfaReportLine[]> {
  const users = await viewUsers(database, subjects, now);
  const lines: MfaReportLine[] = [];
  for (const [index, user] of users.entries()) {
    const subject = subjects[index];
    if (subject) lines.push(await lineOf(database, subject, user, now));
  }
  return lines;
}

async function lineOf(
  database: Queryable,
  { account, factors }: AccountWithFactors,
  { mfa, createdAt: _createdAt, version: _version, ...user }: User,
  now: number,
): Promise<MfaReportLine> {
  const { groups, source } = await viewGroups(database, account, now);
  const kind = "user_mfa_requirement";
  const events = mfa.isRequired ? await eventsAbout(database, account.id, { kind, limit: mostEvents }) : [];
  const begin = beginOfRequirement(events);
  return {
    ...user,
    groups: groups.map(({ name }) => name),
    isRequired: mfa.isRequired,
    required: begin && { since: instant(begin.at), by: authorOf(begin) },
    deadline: mfa.enrolBy,
    daysFromAcceptance: mfa.daysFromAcceptance ?? null,
    deadlineFrom: source,
    setUpAt: instantOrNull(enrolledSince(factors)),
    factors: kindsOf(factors),
  };
}

function authorOf({ actor, actor_name }: Pick<AuditEventRow, "actor" | "actor_name">): string | null {
  return actor !== null && actor_name !== null ? `${actor_name} (${actor})` : (actor ?? actor_name);
}

function kindsOf({ apps, passkeys }: Factors): MfaReportLine["factors"] {
  const ofPasskeys = passkeys.map(({ is_synced }) => (is_synced === 1 ? "synced-passkey" : "passkey"));
  return [...new Set([...apps.map(() => "authenticator-app" as const), ...ofPasskeys])];
}

export const reportColumns: Readonly<Record<string, (line: MfaReportLine) => Cell>> = {
  id: ({ id }) => id,
  username: ({ username }) => username,
  name: ({ name }) => name,
  email: ({ email }) => email,
  state: ({ state }) => (state === "staged" ? "invited" : state),
  groups: ({ groups }) => groups.join(", "),
  mfa_required: ({ isRequired }) => (isRequired ? "yes" : "no"),
  required_since: ({ required }) => required?.since ?? null,
  required_by: ({ required }) => required?.by ?? null,
  deadline: ({ deadline }) => deadline,
  days_after_acceptance: ({ daysFromAcceptance }) => daysFromAcceptance,
  deadline_from: ({ deadlineFrom }) => deadlineFrom && sourceText(deadlineFrom),
  mfa_set_up: ({ setUpAt }) => (setUpAt === null ? "no" : "yes"),
  mfa_set_up_at: ({ setUpAt }) => setUpAt,
  factors: ({ factors }) => factors.join(" "),
  locked: ({ locks }) => [...new Set(locks.map(({ reason }) => reason))].join(" "),
  locked_since: ({ locks }) => locks.map(({ since }) => since ?? "").toSorted()[0] ?? null,
  last_login: ({ lastSignInAt }) => lastSignInAt,
  mail_undelivered_since: ({ mailUndeliveredSince }) => mailUndeliveredSince,
};

const sources = {
  set: "set for this user",
  extended: "extended for this user",
  reset: "set when the authenticator was reset",
};

function sourceText(source: NonNullable<MfaReportLine["deadlineFrom"]>): string {
  return source.kind === "group" ? `group ${source.name}` : sources[source.kind];
}
