import type { TestMail } from "@sallyport/contract/overview";
import { RefusedByMailServer } from "../mail/outbox.ts";

type MailProblem = NonNullable<TestMail["problem"]>;

/** The mail server hasn't answered a test mail in time. */
export class NoAnswer extends Error {
  override readonly name = "NoAnswer";
}

const signs: readonly (readonly [RegExp, MailProblem])[] = [
  [/\bENOTFOUND\b|\bEAI_AGAIN\b|\bEDNS\b/, "unknown-name"],
  [/\bECONNREFUSED\b|\bEHOSTUNREACH\b|\bENETUNREACH\b|\bECONNRESET\b/, "unreachable"],
  [/\bETIMEDOUT\b/, "no-answer"],
  [/\bETLS\b|CERT|SELF_SIGNED|ERR_TLS|ERR_SSL|\bcertificate\b/, "untrusted"],
];

export function mailProblemOf(error: unknown): Pick<TestMail, "problem" | "reply"> {
  if (error instanceof RefusedByMailServer) return { problem: "refused", reply: error.message };
  if (error instanceof NoAnswer) return { problem: "no-answer", reply: null };
  const found = signs.find(([sign]) => sign.test(textOf(error)));
  return { problem: found?.[1] ?? "other", reply: null };
}

function textOf(error: unknown): string {
  if (!(error instanceof Error)) return "";
  return `${"code" in error ? String(error.code) : ""} ${error.message}`;
}
