import { setImmediate as nextTurn } from "node:timers/promises";
import { oneAtATime } from "@sallyport/secure-store/one-at-a-time";
import { refusalOf, SecureStoreError } from "@sallyport/secure-store/secure-store";
import type { FastifyBaseLogger as Log } from "fastify";
import { type Clock, day, minute } from "../core/clock.ts";
import { typedCommand } from "../core/typed-command.ts";
import type { Database } from "../database/database.ts";
import type { Keys } from "./keys.ts";
import { dueAt } from "./lifetime.ts";
import { minutesBeforeRetiring, retireUnused } from "./retiring.ts";
import { type RefusedRow, type Rewrapped, rewrap } from "./rewrap.ts";
import { readKeyAges } from "./slots.repository.ts";

interface Parts {
  database: Database;
  keys: Keys;
  clock: Clock;
  log: Log;
  keyLifetimeDays: number;
}

const batchesAtOnce = 20;
/** The log names only this many unreadable rows, because a lost key version can affect thousands of rows. */
const rowsNamed = 100;

interface Pass {
  batches: AsyncGenerator<Rewrapped, void>;
  sealedAnew: number;
  refused: Refusals;
}

interface Refusals {
  count: number;
  rows: RefusedRow[];
}

export class KeyUpkeep {
  readonly #parts: Parts;
  readonly #inTurn = oneAtATime();
  #nextRotationAt = 0;
  #pass: Pass | null = null;
  #nextPass = { at: 0, keyVersion: 0 };
  #loggedRefusals = "";

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  doWhatIsDue(): Promise<void> {
    return this.#inTurn(async () => {
      const { database, keys } = this.#parts;
      await keys.refresh(database);
      await this.#rotateIfTooOld();
      await this.#rewrapSome();
    });
  }

  /** Does nothing unless this server can open all stores of the key, because rotating needs all of them. */
  async #rotateIfTooOld(): Promise<void> {
    const { keys, clock, log, keyLifetimeDays } = this.#parts;
    const now = clock.now();
    if (now < this.#nextRotationAt || !(await this.#isKeyDue())) return;
    // After each try, the next try waits a day, because a failed try can leave entries in keychains.
    this.#nextRotationAt = now + day;
    try {
      const keyVersion = await keys.rotate();
      log.info({ keyVersion }, "the key had reached its age, and a new one is in use");
    } catch (error) {
      if (!(await this.#isKeyDue())) return;
      const { code, message } = refusalOf(error);
      log.warn(
        { code, refusal: message },
        `the key is over ${keyLifetimeDays} days old, and this server can't rotate it: run ${typedCommand("keys", "rotate")}`,
      );
      if (!(error instanceof SecureStoreError)) throw error;
    }
  }

  async #isKeyDue(): Promise<boolean> {
    const { database, clock, keyLifetimeDays } = this.#parts;
    const due = dueAt(await readKeyAges(database), keyLifetimeDays, clock.now());
    return due !== null && clock.now() >= due;
  }

  async #rewrapSome(): Promise<void> {
    const { database, keys, clock } = this.#parts;
    const versions = new Set(keys.keyring.slots().map(({ keyVersion }) => keyVersion));
    if (versions.size < 2) return;
    const { at, keyVersion } = this.#nextPass;
    if (keyVersion === keys.keyring.keyVersion && clock.now() < at) return;
    this.#pass ??= { batches: rewrap(database, keys), sealedAnew: 0, refused: { count: 0, rows: [] } };
    try {
      await this.#goOn(this.#pass);
    } catch (error) {
      this.#pass = null;
      throw error;
    }
  }

  async #goOn(pass: Pass): Promise<void> {
    for (let n = 0; n < batchesAtOnce; n += 1) {
      const { value, done } = await pass.batches.next();
      if (done) return this.#endPass(pass);
      const { rows } = pass.refused;
      rows.push(...value.refused.slice(0, rowsNamed - rows.length));
      pass.refused.count += value.refused.length;
      pass.sealedAnew += value.sealedAnew;
      if (value.sealedAnew > 0) return;
      await nextTurn();
    }
  }

  async #endPass({ sealedAnew, refused }: Pass): Promise<void> {
    const { database, keys, clock, log } = this.#parts;
    this.#logRefusals(refused);
    this.#pass = null;
    // If nothing was re-encrypted, the next pass waits, because it would find the same unreadable rows.
    const pause = sealedAnew === 0 ? minutesBeforeRetiring * minute : 0;
    this.#nextPass = { at: clock.now() + pause, keyVersion: keys.keyring.keyVersion };
    const { keyVersions, held } = await retireUnused(database, keys, {
      now: clock.now(),
      keepsKeys: true,
    });
    if (keyVersions.length > 0) log.info({ keyVersions }, "older key versions were given up");
    for (const [holder, entries] of Map.groupBy(held, (key) => key.holder)) {
      log.warn(
        { entries: entries.map(({ entry }) => entry) },
        `${holder} goes on holding keys that were given up; take them out where no backup needs them`,
      );
    }
  }

  #logRefusals(refused: Refusals): void {
    const told = JSON.stringify(refused);
    if (told === this.#loggedRefusals) return;
    this.#loggedRefusals = told;
    if (refused.count === 0) return;
    this.#parts.log.error(refused, "rows do not open, and stay sealed under an older key version");
  }
}
