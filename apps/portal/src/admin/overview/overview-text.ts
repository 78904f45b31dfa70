import { type Coverage, mostCovered, type TestMail } from "@sallyport/contract/overview";
import { lockReasons, mostCounted } from "@sallyport/contract/user-filters";

type LockReason = (typeof lockReasons)[number];

export const lockTexts: Readonly<Record<LockReason, string>> = {
  "enrolment-deadline": "MFA not set up by the deadline",
  "wrong-passwords": "Too many wrong passwords",
  "wrong-codes": "Too many wrong codes",
  "codes-ahead": "Codes used ahead of time",
  "login-reported": "Reported a login by someone else",
};

export function countText(count: number, most: number = mostCounted): string {
  return count > most ? `${most.toLocaleString("en-GB")}+` : count.toLocaleString("en-GB");
}

export interface CoverageTexts {
  /** Null if there are too many users to count. */
  percent: number | null;
  all: string;
  setUp: string;
  required: string;
  requiredSetUp: string;
  /** The page Enforcement shows this share. */
  requiredPercent: number | null;
  missing: string;
  notRequired: string;
}

export function coverageTexts(coverage: Coverage): CoverageTexts {
  const { requiredSetUp, requiredNotSetUp, otherSetUp, otherNotSetUp, countedAt } = coverage;
  const isCounted =
    countedAt !== null ||
    [requiredSetUp, requiredNotSetUp, otherSetUp, otherNotSetUp].every((count) => count <= mostCovered);
  const sumText = (...counts: number[]) => sumOf(counts, isCounted);
  const all = requiredSetUp + requiredNotSetUp + otherSetUp + otherNotSetUp;
  const setUp = requiredSetUp + otherSetUp;
  return {
    percent: isCounted ? percentOf(setUp, all) : null,
    all: sumText(requiredSetUp, requiredNotSetUp, otherSetUp, otherNotSetUp),
    setUp: sumText(requiredSetUp, otherSetUp),
    required: sumText(requiredSetUp, requiredNotSetUp),
    requiredSetUp: sumText(requiredSetUp),
    requiredPercent: isCounted ? percentOf(requiredSetUp, requiredSetUp + requiredNotSetUp) : null,
    missing: sumText(requiredNotSetUp),
    notRequired: sumText(otherSetUp, otherNotSetUp),
  };
}

function percentOf(part: number, all: number): number | null {
  return all > 0 ? Math.floor((part / all) * 100) : null;
}

function sumOf(counts: readonly number[], isCounted: boolean): string {
  const most = isCounted ? Number.POSITIVE_INFINITY : mostCovered;
  const sum = counts.reduce((before, count) => before + Math.min(count, most), 0);
  const isMore = counts.some((count) => count > most);
  return `${sum.toLocaleString("en-GB")}${isMore ? "+" : ""}`;
}

type MailProblem = NonNullable<TestMail["problem"]>;

export const mailProblemTexts: Readonly<Record<MailProblem, string>> = {
  refused: "The mail server answered, but did not accept the mail. Its answer says why.",
  unreachable:
    "No mail server answers at its address. Check the host and port in SMTP_URL, and the firewall.",
  "unknown-name": "The name of the mail server is unknown. Check the host in SMTP_URL.",
  "no-answer":
    "The mail server didn't answer in time. Check the host and port in SMTP_URL, and the firewall.",
  untrusted:
    "The connection to the mail server couldn't be encrypted, or its certificate isn't trusted. Check the certificate and SMTP_URL.",
  other: "The mail could not be handed to the mail server. The server's log has the reason.",
};
