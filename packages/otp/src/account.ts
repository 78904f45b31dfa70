import { createHash } from "node:crypto";
import { inspect } from "node:util";
import type { TotpKey } from "@sallyport/totp/key";
import { formatKeyUri } from "@sallyport/totp/key-uri";
import { codeForCounter } from "@sallyport/totp/totp";
import { OtpError } from "./otp-error.ts";
import { staleCode, wrongCode } from "./refused-codes.ts";
import { Reservation } from "./reservation.ts";
import { reserveStep } from "./reserve.ts";
import type { ReserveOptions } from "./reserve-options.ts";
import { machineTime, type Time } from "./time.ts";

/** The options of {@link Account.stale}. */
export interface StaleOptions {
  /** How many steps ago the code was valid. 20 by default, ten minutes with steps of 30 s. */
  stepsAgo?: number | undefined;
  /** The application's clock, if it isn't the machine's. */
  time?: Pick<Time, "now"> | undefined;
}

/** The options of {@link Account.wrong}. */
export interface WrongOptions {
  /** Makes the same choice at each run. */
  seed?: string | number | undefined;
  /** The application's clock, if it isn't the machine's. */
  time?: Pick<Time, "now"> | undefined;
}

/**
 * An account whose codes a test types. `scan` makes it. Printing it shows no secret.
 *
 * @example
 * ```ts
 * const account = await scan(process.env.OTP_URI);
 * const { code } = await account.reserve();
 * ```
 */
export class Account {
  /** The issuer, such as "North Quay". "" if the source has none. */
  readonly issuer: string;
  /** The name of the account, such as "ines@quay.example". "" if the source has none. */
  readonly name: string;
  /** The SHA-256 of the secret in hexadecimal. The ledger uses it as the account's name. */
  readonly key: string;
  /** The number of digits of a code. */
  readonly digits: number;
  /** The seconds of a time step. */
  readonly periodSeconds: number;
  readonly #key: TotpKey;
  #last: Reservation | undefined;

  /** @internal */
  constructor(key: TotpKey) {
    this.issuer = key.issuer;
    this.name = key.account;
    this.key = createHash("sha256").update(key.secret).digest("hex");
    this.digits = key.digits;
    this.periodSeconds = key.periodSeconds;
    this.#key = key;
  }

  /** The issuer and the name, for messages. */
  get title(): string {
    if (this.issuer !== "" && this.name !== "") return `${this.issuer} (${this.name})`;
    return this.issuer || this.name || "the account without a name";
  }

  /**
   * Reserves a code that no other worker gets. If there is none now, waits for the next. Reserve before the
   * password is typed, not at the code field. Many applications refuse all steps up to the last accepted one, so
   * another worker's login in between could make this code useless.
   *
   * @throws OtpError that says what was seen and what to do
   * @example
   * ```ts
   * const { code } = await account.reserve({ minRemaining: 15_000, timeout: 120_000 });
   * ```
   */
  async reserve(options: ReserveOptions = {}): Promise<Reservation> {
    const reserved = await reserveStep(this, options);
    this.#last = new Reservation(
      { ...reserved, code: this.#codeAt(reserved.step) },
      options.time ?? machineTime,
    );
    return this.#last;
  }

  /**
   * An expired code, which an application must refuse. It equals no code of a step in between.
   *
   * @example
   * ```ts
   * await page.getByLabel("Code").fill(account.stale());
   * await expect(page.getByText("The code has expired")).toBeVisible();
   * ```
   */
  stale({ stepsAgo = 20, time = machineTime }: StaleOptions = {}): string {
    const now = this.#stepAt(time.now());
    if (!Number.isSafeInteger(stepsAgo) || stepsAgo < 1 || stepsAgo > now) {
      throw new OtpError(
        "bad-option",
        `The option stepsAgo must be a whole number from 1 up. It is ${stepsAgo}.`,
      );
    }
    return staleCode(this.#maker(), now, stepsAgo).code;
  }

  /**
   * The code that `reserve` returned last, for a second login with the same code. An application must refuse
   * it. The code has not expired yet, so a refusal proves that the application remembers used codes.
   *
   * @throws OtpError if nothing was reserved yet, or the code has expired
   * @example
   * ```ts
   * await logIn((await account.reserve({ minRemaining: 20_000 })).code);
   * await expectRefusal(() => logIn(account.reused()));
   * ```
   */
  reused(): string {
    if (this.#last === undefined) {
      throw new OtpError(
        "nothing-to-reuse",
        `No code of ${this.title} was reserved yet. Call reserve() first.`,
      );
    }
    if (this.#last.remaining() > 0) return this.#last.code;
    const seen = `The code of ${this.title} has expired, so its refusal wouldn't show that reuse is refused.`;
    throw new OtpError("nothing-to-reuse", `${seen} Reserve with a larger minRemaining, such as 20_000.`);
  }

  /**
   * A code that was never valid, with the right number of digits. It equals no code of the hour around now.
   *
   * @example
   * ```ts
   * await page.getByLabel("Code").fill(account.wrong({ seed: 1 }));
   * ```
   */
  wrong({ seed, time = machineTime }: WrongOptions = {}): string {
    return wrongCode(this.#maker(), this.#stepAt(time.now()), seed);
  }

  /**
   * The `otpauth://` URI with the secret, to keep a key that a test has just set up. Write it to a file that
   * isn't uploaded with reports.
   *
   * @example
   * ```ts
   * await writeFile("playwright/.auth/totp", account.toUri(), { mode: 0o600 });
   * ```
   */
  toUri(): string {
    return formatKeyUri(this.#key);
  }

  /** What `JSON.stringify` writes: everything but the secret. */
  toJSON(): Readonly<Record<"issuer" | "name" | "key", string>> {
    return { issuer: this.issuer, name: this.name, key: this.key };
  }

  /** @internal */
  [inspect.custom](): string {
    return `Account { ${this.title} }`;
  }

  #stepAt(now: number): number {
    return Math.floor(now / (this.periodSeconds * 1000));
  }

  #codeAt(step: number): string {
    return codeForCounter(this.#key.secret, step, this.#key);
  }

  #maker() {
    return { digits: this.digits, codeAt: (step: number) => this.#codeAt(step) };
  }
}
