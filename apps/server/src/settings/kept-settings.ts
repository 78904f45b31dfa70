import {
  type SettingName,
  type SettingValues,
  settings,
  standardSettings,
} from "@sallyport/contract/settings/list";
import type { FastifyBaseLogger as Log } from "fastify";
import type { FixedSettings } from "../config/console-settings.ts";
import type { Database, Queryable } from "../database/database.ts";
import type { StoredSetting } from "../database/schema.ts";
import { findSettings } from "./settings.repository.ts";

/** Each process reads the settings this often, so a change reaches all processes within this time. */
export const readEveryMs = 2_000;
const oldestUsedMs = 10_000;

interface Parts {
  database: Database;
  /** The values from the environment, which override those of the database. */
  fixed: FixedSettings;
  log: Log;
  /** If the last reading is older than this, a request waits for a new reading. */
  mostAgeMs?: number;
}

/** Keeps the settings in memory, so that a login needs no statement for them (record 0055). */
export class KeptSettings {
  readonly #parts: Parts;
  #values: SettingValues = standardSettings;
  #readAt = Number.NEGATIVE_INFINITY;
  #reading: Promise<void> = Promise.resolve();
  #nextReading: Promise<void> | null = null;
  #refused = "";

  private constructor(parts: Parts) {
    this.#parts = parts;
  }

  static async open(parts: Parts): Promise<KeptSettings> {
    const kept = new KeptSettings(parts);
    await kept.refresh();
    return kept;
  }

  readonly current = (): SettingValues => this.#values;

  get fixed(): SettingName[] {
    return Object.keys(this.#parts.fixed) as SettingName[];
  }

  /** Reads again if the regular reading is late, for example because the database didn't respond. */
  async refuseOld(): Promise<void> {
    const { mostAgeMs = oldestUsedMs } = this.#parts;
    if (performance.now() - this.#readAt > mostAgeMs) await this.refresh();
  }

  /**
   * If a reading is already running, starts another reading after it. The running reading might have missed the
   * caller's change.
   */
  refresh(): Promise<void> {
    this.#nextReading ??= this.#reading.then(() => {
      this.#nextReading = null;
      return this.#read();
    });
    this.#reading = this.#nextReading.catch(() => {});
    return this.#nextReading;
  }

  /** Returns the values as the transaction sees them. */
  async valuesIn(tx: Queryable): Promise<{ values: SettingValues; rows: StoredSetting[] }> {
    const rows = await findSettings(tx);
    return { values: this.#valuesOf(rows), rows };
  }

  async #read(): Promise<void> {
    const began = performance.now();
    this.#values = this.#valuesOf(await findSettings(this.#parts.database));
    this.#readAt = began;
  }

  #valuesOf(rows: readonly StoredSetting[]): SettingValues {
    const stored: Record<string, unknown> = {};
    const refused: string[] = [];
    for (const { name, value } of rows) {
      if (!Object.hasOwn(settings, name)) continue;
      const read = settings[name as SettingName].schema.safeParse(jsonIn(value));
      if (read.success) stored[name] = read.data;
      else refused.push(name);
    }
    this.#tell(refused.join(", "));
    return { ...standardSettings, ...stored, ...this.#parts.fixed };
  }

  /** Logs a refused setting once, not at each reading. */
  #tell(refused: string): void {
    if (refused !== "" && refused !== this.#refused)
      this.#parts.log.error(
        { settings: refused },
        "stored settings can't work, so their usual values are used",
      );
    this.#refused = refused;
  }
}

/** Returns undefined for invalid JSON, because no setting accepts it. */
function jsonIn(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
