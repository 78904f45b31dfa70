import { endpoint } from "./endpoint.ts";
import { TimeZone } from "./settings/values.ts";
import { Instant, Nothing } from "./text.ts";
import { Count, lockReasons } from "./user-filters.ts";
import { z } from "./zod.ts";

/**
 * The server counts up to this many users for each number in `Coverage`. For more users, it sends the last
 * daily figures. If there are no daily figures yet, it sends `mostCovered + 1`.
 */
export const mostCovered = 100_000;
const Covered = z.int().check(z.minimum(0));

/** The numbers of users, grouped by two facts: whether MFA is required, and whether the user has set up MFA. */
export const Coverage = z.object({
  requiredSetUp: Covered,
  requiredNotSetUp: Covered,
  otherSetUp: Covered,
  otherNotSetUp: Covered,
  /** When the daily figures were counted. Null if the users were counted for this request. */
  countedAt: z.nullable(Instant),
});
export type Coverage = z.infer<typeof Coverage>;

/** The chart has this many days, and the last one is today. */
export const daysOfLogins = 30;

export const LoginDay = z.object({ day: z.iso.date(), logins: z.int(), failures: z.int() });
export type LoginDay = z.infer<typeof LoginDay>;

const State = z.enum(["ok", "failing"]);

export const ServerState = z.object({
  database: State,
  keys: State,
  /** `unknown` until the server has tried to send its first mail after a start. */
  mail: z.enum(["ok", "failing", "unknown"]),
  /** For each key slot, the name of its key store. */
  slots: z.array(z.string()),
  lastBackupAt: z.nullable(Instant),
  commands: z.object({ keyStatus: z.string() }),
});
export type ServerState = z.infer<typeof ServerState>;

export const Overview = z.object({
  coverage: Coverage,
  dueSoon: Count,
  locked: Count,
  /** A user can be locked for several reasons, so the sum of these numbers can be greater than `locked`. */
  lockedBy: z.record(z.enum(lockReasons), Count),
  undelivered: Count,
  logins: z.object({
    days: z.array(LoginDay),
    /** The start of the first quarter of an hour with a count. Null if nothing was counted yet. */
    since: z.nullable(Instant),
  }),
  server: ServerState,
});
export type Overview = z.infer<typeof Overview>;

export const showOverview = endpoint({
  method: "GET",
  path: "/api/admin/overview",
  summary: "See the overview: MFA coverage, locks, mails, logins and the state of the server",
  asks: "administrator",
  atLeast: "read-only",
  /** Days begin at midnight in this time zone. */
  query: z.object({ timeZone: z.prefault(TimeZone, "UTC") }),
  reply: Overview,
});

export const checklistItems = [
  "own-second-factor",
  "second-owner",
  "test-mail",
  "recovery-slot",
  "backup",
] as const;
export const ChecklistItem = z.enum(checklistItems);
export type ChecklistItem = z.infer<typeof ChecklistItem>;

export const Checklist = z.object({
  done: z.array(ChecklistItem),
  /** An administrator runs these commands on the server. */
  commands: z.object({ addSlot: z.string(), backup: z.string() }),
});
export type Checklist = z.infer<typeof Checklist>;

export const showChecklist = endpoint({
  method: "GET",
  path: "/api/admin/checklist",
  summary: "See what remains to be done until the organisation is set up",
  asks: "administrator",
  atLeast: "administrator",
  reply: Checklist,
});

/** The checklist needs this confirmation, because the server can't see backups that other programs make. */
export const confirmBackups = endpoint({
  method: "POST",
  path: "/api/admin/checklist/backups",
  summary: "Confirm that another program makes backups",
  asks: "administrator",
  atLeast: "owner",
  reply: Nothing,
});

export const mailProblems = [
  "refused",
  "unreachable",
  "unknown-name",
  "no-answer",
  "untrusted",
  "other",
] as const;

export const TestMail = z.object({
  to: z.string(),
  /** Null if the mail server accepted the mail. */
  problem: z.nullable(z.enum(mailProblems)),
  /** The mail server's reply if the server refused the mail. Otherwise null. */
  reply: z.nullable(z.string()),
});
export type TestMail = z.infer<typeof TestMail>;

export const sendTestMail = endpoint({
  method: "POST",
  path: "/api/admin/test-mail",
  summary: "Send a test mail to oneself and see what the mail server says",
  asks: "administrator",
  atLeast: "administrator",
  reply: TestMail,
});
