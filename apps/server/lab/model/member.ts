import type { Realm } from "@sallyport/contract/text";
import type { Person } from "../simulation/simulated-app.ts";
import type { SoftPasskey } from "../simulation/soft-passkey.ts";

/** The model learns only from requests and answers. It doesn't use the server's rules. */
export class Member {
  readonly id: string;
  readonly realm: Realm;
  readonly name: string;
  readonly email: string;
  password: string;
  isSuspended = false;
  isRequired: boolean;
  enrolBy: number | null = null;
  /** True if the account had no factor when its deadline passed. */
  isLocked = false;
  readonly apps = new Map<string, string>();
  readonly passkeys = new Map<SoftPasskey, string>();
  readonly recoveryCodes = new Set<string>();
  readonly usedRecoveryCodes: string[] = [];
  readonly formerApps: string[] = [];
  lastCode: string | undefined;
  /** For each method, the time before which the server must not check a code. */
  readonly waits = new Map<CountedMethod, number>();

  constructor(id: string, { realm, login, password }: Person) {
    this.id = id;
    this.realm = realm;
    this.name = login;
    this.email = `${login}@example.com`;
    this.password = password;
    this.isRequired = realm === "administrator";
  }

  get login(): string {
    return this.realm === "user" ? this.name : this.email;
  }

  get isEnrolled(): boolean {
    return this.apps.size + this.passkeys.size > 0;
  }

  isOverdue(now: number): boolean {
    return this.isRequired && !this.isEnrolled && this.enrolBy !== null && this.enrolBy <= now;
  }

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

export const countedMethods = ["totp", "totp-set-up", "recovery-code"] as const;
export type CountedMethod = (typeof countedMethods)[number];
