import { refusalOf, type SecureStore } from "@sallyport/secure-store/secure-store";
import { type Report, table } from "../../commands/report.ts";
import { instant, minute, systemClock } from "../../core/clock.ts";
import type { Database } from "../../database/database.ts";
import { Keys } from "../keys.ts";
import { dueAt } from "../lifetime.ts";
import { minutesBeforeRetiring } from "../retiring.ts";
import { countByKeyVersion } from "../sealed-rows.repository.ts";
import { type KeyAge, readKeyAges, readKnownKeys } from "../slots.repository.ts";

export async function status(
  database: Database,
  store: SecureStore,
  keyLifetimeDays: number,
): Promise<Report> {
  const { slots } = await readKnownKeys(database);
  const now = systemClock.now();
  const ages = await readKeyAges(database);
  const due = dueAt(ages, keyLifetimeDays, now);
  const isOverdue = due !== null && due <= now;
  const refusal = await Keys.open(database, [store]).then(
    () => null,
    (error: unknown) => refusalOf(error),
  );
  const sealed = await countByKeyVersion(database);
  const leftBehind = rowsLeftBehind(ages, sealed, now);
  const versions = [...new Set([...slots.map(({ keyVersion }) => keyVersion), ...sealed.keys()])].toSorted(
    (a, b) => a - b,
  );
  const data = {
    store: store.kind,
    opens: refusal === null,
    ...(refusal ? { why: refusal.code, sentence: refusal.message } : {}),
    slots: new Set(slots.map(({ id }) => id)).size,
    ...(due === null ? {} : { rotationDueAt: instant(due), isRotationOverdue: isOverdue }),
    rowsLeftBehind: leftBehind,
    rowsByKeyVersion: Object.fromEntries(versions.map((version) => [version, sealed.get(version) ?? 0])),
  };
  const opening = refusal ? `does not open: ${refusal.message}` : "opens";
  const rows = versions.map((version) => [`${version}`, `${sealed.get(version) ?? 0}`]);
  return {
    data,
    isGood: refusal === null && !isOverdue && leftBehind === 0,
    lines: [
      `The key is kept by ${store.kind} and ${opening}`,
      `${data.slots} key slot${data.slots === 1 ? "" : "s"}.`,
      ...(due === null ? [] : [rotationLine(due, isOverdue)]),
      ...(leftBehind === 0 ? [] : [leftBehindLine(leftBehind)]),
      ...(rows.length > 0 ? ["", ...table(["key version", "rows"], rows)] : []),
    ],
  };
}

function rotationLine(due: number, isOverdue: boolean): string {
  const when = instant(due).slice(0, 10);
  return isOverdue
    ? `A new key has been due since ${when}. If no server is running, run rotate.`
    : `A new key is due on ${when}.`;
}

function rowsLeftBehind(ages: readonly KeyAge[], sealed: ReadonlyMap<number, number>, now: number): number {
  const newest = ages.at(-1);
  if (!newest || now < newest.madeAt + minutesBeforeRetiring * minute) return 0;
  return [...sealed].reduce((sum, [version, count]) => (version < newest.keyVersion ? sum + count : sum), 0);
}

function leftBehindLine(count: number): string {
  const rows = count === 1 ? "1 row is" : `${count} rows are`;
  return `${rows} still encrypted with an older key, so that key can't be removed. If no server is running, run retire: it re-encrypts the rows, and lists those that don't open.`;
}

export async function slotList(database: Database): Promise<Report> {
  const { slots } = await readKnownKeys(database);
  const byId = [...Map.groupBy(slots, ({ id }) => id)].map(([id, records]) => ({
    id,
    kind: records[0]?.kind ?? "",
    keyVersions: records.map(({ keyVersion }) => keyVersion).toSorted((a, b) => a - b),
  }));
  const rows = byId.map(({ id, kind, keyVersions }) => [id, kind, keyVersions.join(", ")]);
  return {
    data: { slots: byId },
    lines: rows.length === 0 ? ["No key slots yet."] : table(["slot", "store", "key versions"], rows),
  };
}
