import { day, hour } from "../../src/core/clock.ts";
import type { Mails } from "./mails.ts";

export interface Group {
  id: string;
  requirement: { days: number; since: number } | null;
}

/** For an invited employee, `at` is null. The days in `days` start when the employee accepts the invitation. */
interface Limit {
  at: number | null;
  days: number | null;
}

export type Standing = "refused" | "locked" | "second-factor" | "set-up" | "set-up at once" | "in";

const reminderHours = [72, 24];
const quietAfterMail = 12 * hour;

/**
 * One user, with the rules of enforcement. These rules follow the promises of the console, not the code of the
 * server.
 */
export class Employee {
  id = "";
  email: string;
  readonly login: string;
  state: "invited" | "active" | "suspended";
  isEnrolled = false;
  isRequired = false;
  isLocked = false;
  locks = 0;
  limit: Limit = { at: null, days: null };
  readonly groups = new Map<Group, number>();
  #isRequiredByName = false;
  #own: (Limit & { isFinal: boolean }) | null = null;
  #changedAt = 0;
  #remindedAt = 0;
  readonly #reminded = new Set<string>();
  readonly #mails: Mails;

  constructor(login: string, state: "invited" | "active", mails: Mails) {
    this.login = login;
    this.email = `${login}@example.com`;
    this.state = state;
    this.#mails = mails;
  }

  get isWaiting(): boolean {
    return this.isRequired && !this.isEnrolled;
  }

  get isDueAtOnce(): boolean {
    return this.isWaiting && this.state !== "invited" && this.limit.at === null;
  }

  standing(now: number): Standing {
    this.lockIfLate(now);
    if (this.state !== "active") return "refused";
    if (this.isLocked) return "locked";
    if (this.isEnrolled) return "second-factor";
    if (!this.isRequired) return "in";
    return this.limit.at === null ? "set-up at once" : "set-up";
  }

  lockIfLate(now: number): void {
    if (this.isLocked || !this.isWaiting || this.limit.at === null || now < this.limit.at) return;
    this.isLocked = true;
    this.locks += 1;
    if (this.state === "active") this.#mails.expect("lock", this.email, this.limit.at);
  }

  /**
   * A reminder is due 72 hours and 24 hours before the deadline. There is no reminder if the deadline has
   * changed in the last 12 hours.
   */
  tick(now: number): void {
    this.lockIfLate(now);
    const { at } = this.limit;
    if (this.isLocked || !this.isWaiting || at === null || this.state !== "active") return;
    const hours = reminderHours.findLast((before) => now >= at - before * hour);
    if (hours === undefined || at - hours * hour - this.#changedAt < quietAfterMail) return;
    const name = `${at} ${hours}`;
    if (this.#reminded.has(name)) return;
    this.#reminded.add(name);
    this.#remindedAt = now;
    this.#mails.expect("reminder", this.email, at);
  }

  /**
   * @returns false if the employee gets no reminder, for example because the last reminder is less than an hour
   * old
   */
  remindNow(now: number): boolean {
    this.lockIfLate(now);
    const { at } = this.limit;
    if (this.isLocked || !this.isWaiting || at === null || this.state !== "active") return false;
    if (now - this.#remindedAt < hour) return false;
    this.#remindedAt = now;
    this.#mails.expect("reminder", this.email, at);
    return true;
  }

  requireByName(now: number, days: number): void {
    this.#isRequiredByName = true;
    this.#own = { ...this.#from(now, days), isFinal: false };
    this.apply(now);
  }

  accept(now: number): void {
    this.state = "active";
    const starts = ({ days, at }: Limit): Limit =>
      days === null ? { days, at } : { days: null, at: now + days * day };
    this.limit = starts(this.limit);
    if (this.#own) this.#own = { ...this.#own, ...starts(this.#own) };
    for (const group of this.groups.keys()) this.groups.set(group, now);
    if (this.isRequired) this.#changedAt = now;
  }

  join(group: Group, now: number): void {
    this.groups.set(group, now);
    this.apply(now);
  }

  leave(group: Group, now: number): void {
    this.groups.delete(group);
    this.apply(now);
  }

  /**
   * The earliest deadline applies. However, an administrator's extension or reset for this employee overrides
   * all other deadlines.
   */
  apply(now: number): void {
    this.lockIfLate(now);
    const requiring = [...this.groups].flatMap(([{ requirement }, since]) =>
      requirement ? [this.#from(Math.max(since, requirement.since), requirement.days)] : [],
    );
    const isRequired = this.#isRequiredByName || requiring.length > 0;
    if (this.isLocked || this.isDueAtOnce) {
      if (!isRequired) this.#keepAsOwn();
      return;
    }
    const before = { isRequired: this.isRequired, ...this.limit };
    this.isRequired = isRequired;
    if (!isRequired) this.#own = null;
    const candidates = this.#own ? [this.#own, ...requiring] : requiring;
    const [earliest] = candidates.toSorted((one, other) => rank(one) - rank(other));
    const chosen = this.#own?.isFinal ? this.#own : earliest;
    if (!isRequired || !chosen) this.limit = { at: null, days: null };
    else this.limit = { at: chosen.at, days: chosen.days };
    const { at, days } = this.limit;
    if (before.isRequired === isRequired && before.at === at && before.days === days) return;
    this.#changedAt = now;
    if (!this.isWaiting || at === null || this.state !== "active") return;
    const isMoreTime = before.isRequired && (before.at ?? 0) < at;
    this.#mails.expect(isMoreTime ? "extended" : "required", this.email, at);
  }

  /** Only "Extend" and "Reset authenticator" end a lock. */
  extendTo(at: number, now: number): void {
    this.isLocked = false;
    this.#moveTo(at, now);
    this.#mails.expect("extended", this.email, at);
  }

  reset(days: number | null, now: number): void {
    this.isEnrolled = false;
    this.isLocked = false;
    if (this.isRequired) this.#moveTo(days === null ? null : now + days * day, now);
    this.#mails.expect("factors-removed", this.email);
  }

  enrol(): void {
    this.isEnrolled = true;
  }

  moveMailTo(email: string): void {
    this.#mails.expect(
      this.state === "invited" ? "invitation" : "address-changed",
      this.state === "invited" ? email : this.email,
    );
    this.email = email;
  }

  #moveTo(at: number | null, now: number): void {
    this.limit = { at, days: null };
    this.#own = { at, days: null, isFinal: true };
    this.#changedAt = now;
  }

  /**
   * A lock stays when the employee leaves the last group that requires MFA. The requirement then becomes the
   * employee's own.
   */
  #keepAsOwn(): void {
    this.#isRequiredByName = true;
    this.#own = { ...this.limit, isFinal: false };
  }

  #from(since: number, days: number): Limit {
    return this.state === "invited" ? { at: null, days } : { at: since + days * day, days: null };
  }
}

function rank({ at, days }: Limit): number {
  return days ?? at ?? Number.NEGATIVE_INFINITY;
}
