import { type Clock, day, hour, minute } from "../../src/core/clock.ts";
import type { ReceivedMail } from "../mail-sink.ts";

const kinds = {
  "Set up multi-factor authentication": "required",
  "Reminder: set up multi-factor authentication": "reminder",
  "More time to set up multi-factor authentication": "extended",
  "Your account is locked": "lock",
  "Multi-factor authentication is set up": "enrolled",
  "Your authenticator was removed": "factors-removed",
  "The e-mail address of your account was changed": "address-changed",
  "Your account at Sallyport": "invitation",
} as const;

type Kind = (typeof kinds)[keyof typeof kinds];

const withDeadline: readonly Kind[] = ["required", "reminder", "extended", "lock"];
const triesFor = 3 * day;
/**
 * A retry can come this late. After a failed attempt, the server waits up to an hour, and then until the next
 * tick.
 */
const slack = 8 * hour;

interface Expected {
  key: string;
  to: string;
  at: number;
}

interface Outage {
  from: number;
  until: number;
}

/** Simulates the mailboxes, and knows which mails must arrive. No mail is allowed to arrive twice. */
export class Mails {
  readonly gone = new Set<string>();
  readonly full = new Map<string, Outage>();
  readonly greylisted = new Map<string, number | null>();
  readonly invitations = new Map<string, string>();
  readonly #outage: Outage;
  readonly #clock: Clock;
  readonly #staff = new Set<string>();
  readonly #lastArrival = new Map<string, number>();
  readonly #awaited = new Map<string, Expected[]>();
  readonly #ids = new Set<string>();
  readonly #unmatched: string[] = [];
  readonly #faults: string[] = [];
  readonly #attemptsAtGone = new Map<string, number>();
  readonly #expectedAtGone = new Map<string, number>();
  arrived = 0;

  constructor(clock: Clock, outage: Outage) {
    this.#clock = clock;
    this.#outage = outage;
  }

  join(email: string): void {
    this.#staff.add(email);
  }

  expect(kind: Kind, to: string, deadline: number | null = null): void {
    if (this.gone.has(to)) {
      this.#expectedAtGone.set(to, (this.#expectedAtGone.get(to) ?? 0) + 1);
      return;
    }
    const key = keyOf(kind, to, deadline);
    this.#awaited.set(key, [...(this.#awaited.get(key) ?? []), { key, to, at: this.#clock.now() }]);
  }

  refusalOf(to: string): (Error & { responseCode: number }) | null {
    const now = this.#clock.now();
    if (isWithin(this.#outage, now)) return refusal(451, "4.3.2 The system is down");
    if (this.gone.has(to)) {
      this.#attemptsAtGone.set(to, (this.#attemptsAtGone.get(to) ?? 0) + 1);
      return refusal(550, "5.1.1 No such mailbox");
    }
    const full = this.full.get(to);
    if (full && isWithin(full, now)) return refusal(452, "4.2.2 The mailbox is full");
    const firstSeen = this.greylisted.get(to);
    if (firstSeen === undefined) return null;
    this.greylisted.set(to, firstSeen ?? now);
    return now < (firstSeen ?? now) + 10 * minute ? refusal(451, "4.7.1 Come again later") : null;
  }

  receive({ messageId, to, subject }: ReceivedMail, whole: string): void {
    if (this.#ids.has(messageId)) this.#faults.push(`${messageId} to ${to} arrived twice`);
    this.#ids.add(messageId);
    const text = decoded(whole);
    const kind = subject in kinds ? kinds[subject as keyof typeof kinds] : null;
    if (kind === "invitation") this.invitations.set(to, /#([\w-]{43})/.exec(text)?.[1] ?? "");
    if (!this.#staff.has(to)) return;
    this.arrived += 1;
    this.#lastArrival.set(to, this.#clock.now());
    if (kind === null) this.#faults.push(`“${subject}” to ${to} was not expected`);
    else this.#unmatched.push(keyOf(kind, to, withDeadline.includes(kind) ? deadlineIn(text) : null));
  }

  /** Throws if a mail arrived twice, too early or without a reason. */
  insist(): void {
    for (const key of this.#unmatched.splice(0)) {
      const awaited = this.#awaited.get(key) ?? [];
      if (awaited.shift() === undefined) this.#faults.push(`${key} was not expected now`);
    }
    if (this.#faults.length > 0) throw new Error(this.#faults.join("\n"));
  }

  /** Returns the mails that must have arrived before the current time, but haven't arrived. */
  missing(): string[] {
    const left = [...this.#awaited.values()].flat().filter((mail) => this.#fateOf(mail) === "arrives");
    return left.map(({ key, at }) => `${key}, due since ${new Date(at).toISOString()}`);
  }

  /**
   * Returns the nonexistent addresses with a wrong number of attempts. The server must try each mail to such an
   * address exactly once.
   */
  wrongAttempts(): string[] {
    return [...this.gone].flatMap((to) => {
      const [tried, expected] = [this.#attemptsAtGone.get(to) ?? 0, this.#expectedAtGone.get(to) ?? 0];
      return tried === expected ? [] : [`${to} had ${expected} mails and ${tried} attempts`];
    });
  }

  /** Returns whether the console must mark the address as undelivered. Null if the test can't know. */
  isUndelivered(to: string): boolean | null {
    const now = this.#clock.now();
    if (this.gone.has(to)) return (this.#attemptsAtGone.get(to) ?? 0) > 0;
    const full = this.full.get(to);
    if (!full || now < full.from) return isWithin(this.#afterOutage(), now) ? null : false;
    if (now < full.until + slack) return null;
    const left = [...this.#awaited.values()].flat().filter((mail) => mail.to === to);
    const fates = left.map((mail) => this.#fateOf(mail));
    if (fates.some((fate) => fate === "unknown" || fate === "waits")) return null;
    return left.some(({ at }) => at + triesFor > (this.#lastArrival.get(to) ?? 0));
  }

  #afterOutage(): Outage {
    return { from: this.#outage.from, until: this.#outage.until + slack };
  }

  #fateOf({ to, at }: Expected): "arrives" | "given up" | "waits" | "unknown" {
    const now = this.#clock.now();
    const full = this.full.get(to);
    const until = full && isWithin(full, at) ? full.until : at;
    if (at + triesFor + slack < until) return "given up";
    if (at + triesFor - slack < until) return "unknown";
    const end = isWithin(this.#outage, until) ? this.#outage.until : until;
    return now > end + slack ? "arrives" : "waits";
  }
}

function isWithin({ from, until }: Outage, now: number): boolean {
  return now >= from && now < until;
}

function refusal(responseCode: number, words: string): Error & { responseCode: number } {
  return Object.assign(new Error(words), { responseCode });
}

function keyOf(kind: Kind, to: string, deadline: number | null): string {
  return [kind, to, ...(deadline === null ? [] : [new Date(deadline).toISOString()])].join(" ");
}

function deadlineIn(text: string): number {
  const [, date, time] = /(\d{1,2} [A-Z][a-z]+ \d{4}) at (\d{2}:\d{2}) UTC/.exec(text) ?? [];
  return Date.parse(`${date} ${time} UTC`);
}

/** Quoted-printable (RFC 2045 §6.7). */
function decoded(whole: string): string {
  return whole
    .replaceAll(/=\r?\n/g, "")
    .replaceAll(/=([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
    .replaceAll(/\s+/g, " ");
}
