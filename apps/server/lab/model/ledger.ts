import type { Realm } from "@sallyport/contract/text";
import { fromBase32 } from "@sallyport/totp/secret";
import { codeAt } from "@sallyport/totp/totp";
import { countedMethods, type Member } from "./member.ts";

class Violation extends Error {
  override readonly name = "Violation";
}

export function insist(isSo: boolean, what: string): asserts isSo {
  if (!isSo) throw new Violation(what);
}

const step = 30_000;

export interface KnownSession {
  owner: Member;
  proof: "password" | "factor";
  provedAt: number;
  hasLink: boolean;
  hasArrived: boolean;
  /**
   * True if the login was completed with only the password, and the account got its first app or passkey later
   * in the session.
   */
  isBoundLate: boolean;
}

export class Ledger {
  readonly members: readonly Member[];
  readonly sessions = new Map<string, KnownSession>();
  /** Tokens of former session cookies, which must not open a session any more. */
  readonly formerTokens = new Set<string>();
  readonly pending = new Map<string, string>();
  readonly #spentSteps = new Map<string, number>();
  readonly #spentRecoveryCodes = new Set<string>();
  readonly #spentLinks = new Set<string>();
  readonly isLinkNeeded: boolean;
  wrongPasswords = 0;
  /** The current action is allowed to decrease these counters (`account/method`). */
  readonly mayReset = new Set<string>();
  readonly mayUnlock = new Set<string>();

  /** How often each state was reached. A state that is never reached isn't tested. */
  readonly #reached: Map<string, number>;

  constructor(
    members: readonly Member[],
    { isLinkNeeded, reached }: { isLinkNeeded: boolean; reached: Map<string, number> },
  ) {
    this.members = members;
    this.isLinkNeeded = isLinkNeeded;
    this.#reached = reached;
  }

  reach(what: string, owner?: Member): void {
    const key = owner ? `${owner.realm}: ${what}` : what;
    this.#reached.set(key, (this.#reached.get(key) ?? 0) + 1);
  }

  member(index: number): Member {
    const member = this.members[index % this.members.length];
    if (!member) throw new RangeError("A ledger has members.");
    return member;
  }

  firstOf(realm: Realm): Member {
    const first = this.members.find((member) => member.realm === realm);
    if (!first) throw new RangeError("A ledger has members of each realm.");
    return first;
  }

  /** Notes a used code. Its time step must be near `now`, and later than the secret's last used step. */
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

  /** If MFA is required, the owner can set up the first app or passkey only with the mailed link. */
  insistOnLink(owner: Member, sessionId: string | undefined): void {
    const isFree = !this.isLinkNeeded || !owner.isRequired || owner.isEnrolled;
    const hasLink = this.sessions.get(sessionId ?? "")?.hasLink === true;
    insist(isFree || hasLink, "a password alone was enough to set up a first factor");
  }

  mayResetAll({ id }: Member): void {
    for (const method of countedMethods) this.mayReset.add(`${id}/${method}`);
  }

  forgetPending(owner: Member): void {
    for (const key of this.pending.keys()) if (key.endsWith(`/${owner.id}`)) this.pending.delete(key);
  }
}

export function codeOf(secret: string, at: number): string {
  return codeAt(fromBase32(secret) ?? new Uint8Array(), Math.max(0, at));
}
