import { Refusal } from "@sallyport/contract/call";
import type { Endpoint, Reply, Request } from "@sallyport/contract/endpoint";
import type { Browser } from "../simulation/browser.ts";

/** `account` is an e-mail address. */
export type Act =
  | { kind: "login"; realm: "user" | "administrator"; account: string; step: number }
  | { kind: "enrolment"; account: string; step: number }
  | { kind: "lock"; account: string }
  | {
      kind: "requirement" | "extension" | "unlock" | "suspension" | "activation";
      account: string;
      by: string;
    };

interface Answered {
  at: number;
  status: number;
  body: unknown;
  token: string | undefined;
}

export interface Entry {
  act: Act;
  sentAt: number;
  /** The answer, or null if the connection broke or the server didn't answer in time. */
  answer: Answered | null;
}

export class Ledger {
  readonly entries: Entry[] = [];
  readonly refusals = new Map<string, number>();

  async ask<E extends Endpoint>(
    act: Act,
    browser: Browser,
    endpoint: E,
    request: Request<E>,
  ): Promise<Reply<E>> {
    const entry: Entry = { act, sentAt: Date.now(), answer: null };
    this.entries.push(entry);
    const answer = await browser.ask(endpoint, request);
    const realm = "realm" in act ? act.realm : "user";
    entry.answer = {
      at: Date.now(),
      status: answer.status,
      body: answer.ok ? answer.reply : answer.problem,
      token: browser.cookies.get(`__Host-sallyport-${realm}`),
    };
    if (!answer.ok) throw new Refusal(answer.problem);
    return answer.reply;
  }

  get acknowledged(): number {
    return this.entries.filter(isAcknowledged).length;
  }

  noteRefusal({ code }: Refusal): void {
    this.refusals.set(code, (this.refusals.get(code) ?? 0) + 1);
  }

  counts(): string {
    const kinds = new Map<string, number>();
    let uncertain = 0;
    for (const entry of this.entries) {
      if (isAcknowledged(entry)) kinds.set(entry.act.kind, (kinds.get(entry.act.kind) ?? 0) + 1);
      else if (mayHaveHappened(entry)) uncertain += 1;
    }
    const words = [...kinds].map(([kind, count]) => `${kind} ${count}`);
    const refused = [...this.refusals].map(([code, count]) => `${code} ${count}`);
    return `acknowledged: ${words.join(", ")}; uncertain: ${uncertain}; refused: ${refused.join(", ") || "none"}`;
  }
}

export function asOf(entries: readonly Entry[], at: number): Entry[] {
  return entries
    .filter(({ sentAt }) => sentAt <= at)
    .map((entry) => (entry.answer && entry.answer.at < Math.floor(at) ? entry : { ...entry, answer: null }));
}

export function isAcknowledged({ answer }: Entry): boolean {
  return answer?.status === 200;
}

/**
 * True if the server might have processed the request. This includes a broken connection and a failure of the
 * server.
 */
export function mayHaveHappened({ answer }: Entry): boolean {
  return answer === null || answer.status === 200 || answer.status >= 500;
}
