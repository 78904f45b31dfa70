import { fromBase32 } from "@sallyport/totp/secret";
import { codeAt } from "@sallyport/totp/totp";
import type { SoftPasskey } from "../simulation/soft-passkey.ts";

/** Something happened that must never happen, whatever anybody does. */
class Violation extends Error {
  override readonly name = "Violation";
}

export function insist(isSo: boolean, what: string): asserts isSo {
  if (!isSo) throw new Violation(what);
}

const step = 30_000;

/** What the model knows of a user, by what was asked and answered, never by asking the server's rules. */
export class Member {
  readonly id: string;
  readonly login: string;
  password: string;
  isSuspended = false;
  isRequired = false;
  enrolBy: number | null = null;
  /** The deadline passed while nothing was bound. */
  isLocked = false;
  /** Base32 secrets of confirmed apps, with the id of each. */
  readonly apps = new Map<string, string>();
  readonly passkeys = new Map<SoftPasskey, string>();
  readonly recoveryCodes = new Set<string>();
  readonly usedRecoveryCodes: string[] = [];
  /** Secrets whose factor was removed. */
  readonly formerApps: string[] = [];
  /** The last code that was accepted. */
  lastCode: string | undefined;
  /** Until when no code is judged. */
  readonly waits = new Map<CountedMethod, number>();

  constructor(id: string, { login, password }: { login: string; password: string }) {
    this.id = id;
    this.login = login;
    this.password = password;
  }

  get isEnrolled(): boolean {
    return this.apps.size + this.passkeys.size > 0;
  }

  /** Whether the deadline lies behind, as of `now`. */
  isOverdue(now: number): boolean {
    return this.isRequired && !this.isEnrolled && this.enrolBy !== null && this.enrolBy <= now;
  }

  /** Where a right password must lead. */
  standing(now: number): "locked" | "second-factor" | "set-up" | "signed-in" {
    if (this.isLocked || this.isOverdue(now)) return "locked";
    if (this.isEnrolled) return "second-factor";
    return this.isRequired ? "set-up" : "signed-in";
  }

  loseFactors(): void {
    this.formerApps.push(...this.apps.keys());
    this.apps.clear();
    this.passkeys.clear();
    this.recoveryCodes.clear();
    this.waits.clear();
  }
}

const countedMethods = ["totp", "totp-set-up", "recovery-code"] as const;
export type CountedMethod = (typeof countedMethods)[number];

export interface KnownSession {
  owner: Member;
  proof: "password" | "factor";
  provedAt: number;
  /** The mailed link to set-up was opened in it. */
  hasLink: boolean;
}

/** The model: what was proved in which session, what was bound and spent, and what each action may undo. */
export class Ledger {
  readonly members: readonly Member[];
  readonly sessions = new Map<string, KnownSession>();
  /** Tokens of session cookies that browsers held before, with which nothing may open any more. */
  readonly formerTokens = new Set<string>();
  /** Secrets shown to a browser and not confirmed, by `browser/member`. */
  readonly pending = new Map<string, string>();
  readonly #spentSteps = new Map<string, number>();
  readonly #spentRecoveryCodes = new Set<string>();
  readonly #spentLinks = new Set<string>();
  /** Whether this place has its people open a mailed link before a first factor that they must have. */
  readonly isLinkNeeded: boolean;
  wrongPasswords = 0;
  /** Counters (`account/method`) that may fall and accounts whose lock may lift, by the action that is under way. */
  readonly mayReset = new Set<string>();
  readonly mayUnlock = new Set<string>();

  /** How often what this is about was reached: a model in which nobody gets in finds nothing. */
  readonly #reached: Map<string, number>;

  constructor(
    members: readonly Member[],
    { isLinkNeeded, reached }: { isLinkNeeded: boolean; reached: Map<string, number> },
  ) {
    this.members = members;
    this.isLinkNeeded = isLinkNeeded;
    this.#reached = reached;
  }

  reach(what: string): void {
    this.#reached.set(what, (this.#reached.get(what) ?? 0) + 1);
  }

  member(index: number): Member {
    const member = this.members[index % this.members.length];
    if (!member) throw new RangeError("A ledger has members.");
    return member;
  }

  /** An accepted code must be one of these secrets', of a step near now, later than every step spent before. */
  spendCode(secrets: Iterable<string>, code: string, now: number): string {
    for (const secret of secrets) {
      for (const at of [now, now - step, now + step]) {
        const number = Math.floor(at / step);
        if (codeOf(secret, at) !== code || number <= (this.#spentSteps.get(secret) ?? -1)) continue;
        this.#spentSteps.set(secret, number);
        return secret;
      }
    }
    throw new Violation("a code was accepted that is spent, or that no bound authenticator shows");
  }

  spendRecoveryCode(owner: Member, code: string): void {
    insist(owner.recoveryCodes.delete(code), "a recovery code was accepted that is none, or was used before");
    insist(!this.#spentRecoveryCodes.has(code), "a recovery code was accepted twice");
    this.#spentRecoveryCodes.add(code);
    owner.usedRecoveryCodes.push(code);
  }

  spendLink(token: string): void {
    insist(!this.#spentLinks.has(token), "a link to set-up was accepted twice");
    this.#spentLinks.add(token);
  }

  /** Where a link is needed, nothing of a first factor that somebody must have is shown or bound without it. */
  insistOnLink(owner: Member, sessionId: string | undefined): void {
    const isFree = !this.isLinkNeeded || !owner.isRequired || owner.isEnrolled;
    const hasLink = this.sessions.get(sessionId ?? "")?.hasLink === true;
    insist(isFree || hasLink, "a password alone was enough to set up a first factor");
  }

  mayResetAll({ id }: Member): void {
    for (const method of countedMethods) this.mayReset.add(`${id}/${method}`);
  }

  /** What was shown and not confirmed ends with what it was shown for. */
  forgetPending(owner: Member): void {
    for (const key of this.pending.keys()) if (key.endsWith(`/${owner.id}`)) this.pending.delete(key);
  }
}

export function codeOf(secret: string, at: number): string {
  return codeAt(fromBase32(secret) ?? new Uint8Array(), Math.max(0, at));
}
