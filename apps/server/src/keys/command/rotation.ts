import type { SecureStore } from "@sallyport/secure-store/secure-store";
import { type Report, table } from "../../commands/report.ts";
import { systemClock } from "../../core/clock.ts";
import type { Database } from "../../database/database.ts";
import { Keys } from "../keys.ts";
import { minutesBeforeRetiring, type Retired, retireUnused } from "../retiring.ts";
import { type RefusedRow, rewrapAll } from "../rewrap.ts";
import { countByKeyVersion } from "../sealed-rows.repository.ts";
import { dataOfHeld, linesOfHeld } from "./held-keys.ts";

export interface Rotation {
  stores: readonly SecureStore[];
  leaveBehind: readonly string[];
  onProgress: (done: number, all: number) => void;
}

export async function rotate(
  database: Database,
  { stores, leaveBehind, onProgress }: Rotation,
): Promise<Report> {
  const keys = await Keys.open(database, stores);
  const keyVersion = await keys.rotate({ withoutSlots: leaveBehind });
  const counts = await countByKeyVersion(database);
  const all = [...counts].reduce((sum, [version, count]) => (version < keyVersion ? sum + count : sum), 0);
  const { sealedAnew, refused } = await rewrapAll(database, keys, (done) =>
    onProgress(done, Math.max(all, done)),
  );
  const retired = await retireUnused(database, keys, { now: systemClock.now(), keepsKeys: true });
  return {
    isGood: refused.length === 0,
    data: { keyVersion, rewrapped: sealedAnew, refused, leftBehind: leaveBehind, ...dataOfRetired(retired) },
    lines: [
      `Key version ${keyVersion} is in use; ${sealedAnew} rows were re-encrypted.`,
      ...leaveBehind.map(
        (id) => `Slot ${id} can't open the new key and ends with the old one: add it again.`,
      ),
      ...linesOfRefused(refused),
      ...linesOfRetired(retired),
      `A running server removes the previous version after ${minutesBeforeRetiring} minutes. Without one, run retire.`,
    ],
  };
}

export async function retire(database: Database, stores: readonly SecureStore[]): Promise<Report> {
  const keys = await Keys.open(database, stores);
  const { refused } = await rewrapAll(database, keys);
  const retired = await retireUnused(database, keys, { now: systemClock.now(), keepsKeys: false });
  const older = new Set(keys.keyring.slots().map(({ keyVersion }) => keyVersion)).size - 1;
  const waiting =
    older === 0
      ? []
      : [
          `${older} older version${older === 1 ? " stays" : "s stay"}: for ${minutesBeforeRetiring} minutes ` +
            "after the next version was made, and while rows are encrypted with it.",
        ];
  return {
    isGood: refused.length === 0,
    data: { refused, ...dataOfRetired(retired) },
    lines: [
      ...(retired.keyVersions.length === 0 ? ["No key version was removed."] : linesOfRetired(retired)),
      ...waiting,
      ...linesOfRefused(refused),
    ],
  };
}

function dataOfRetired({ keyVersions, held }: Retired): Record<string, unknown> {
  return { retired: keyVersions, ...dataOfHeld(held) };
}

function linesOfRetired({ keyVersions, held }: Retired): string[] {
  return [...keyVersions.map((version) => `Key version ${version} was removed.`), ...linesOfHeld(held)];
}

function linesOfRefused(refused: readonly RefusedRow[]): string[] {
  if (refused.length === 0) return [];
  const rows = refused.map(({ table: of, id, code }) => [of, id, code]);
  return ["These rows can't be decrypted and were left unchanged:", ...table(["table", "id", "why"], rows)];
}
