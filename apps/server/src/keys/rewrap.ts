import { type ErrorCode, SecureStoreError } from "@sallyport/secure-store/secure-store";
import type { Database } from "../database/database.ts";
import { inTransaction } from "../database/transactions.ts";
import type { Keys } from "./keys.ts";
import { type SealedColumn, type SealedRow, sealedColumns } from "./sealed-columns.ts";
import { replaceSealed, sealedRowsAfter } from "./sealed-rows.repository.ts";

const batchSize = 500;

export interface RefusedRow {
  table: string;
  id: string;
  code: ErrorCode;
}

export interface Rewrapped {
  sealedAnew: number;
  refused: RefusedRow[];
}

/**
 * Re-encrypts old values in batches. Each value contains its key version, so the caller can stop after any
 * batch.
 */
export async function* rewrap(database: Database, keys: Keys): AsyncGenerator<Rewrapped, void> {
  for (const column of sealedColumns) {
    let after = "";
    for (;;) {
      const rows = await sealedRowsAfter(database, column, { after, limit: batchSize });
      const last = rows.at(-1);
      if (!last) break;
      after = last.id;
      yield await rewrapRows(database, keys, { column, rows });
    }
  }
}

export async function rewrapAll(
  database: Database,
  keys: Keys,
  onBatch: (sealedAnew: number) => void = () => {},
): Promise<Rewrapped> {
  const all: Rewrapped = { sealedAnew: 0, refused: [] };
  for await (const { sealedAnew, refused } of rewrap(database, keys)) {
    all.sealedAnew += sealedAnew;
    all.refused.push(...refused);
    if (sealedAnew > 0) onBatch(all.sealedAnew);
  }
  return all;
}

async function rewrapRows(
  database: Database,
  keys: Keys,
  { column, rows }: { column: SealedColumn; rows: readonly SealedRow[] },
): Promise<Rewrapped> {
  const renewed: { id: string; sealed: Uint8Array; renewed: Uint8Array }[] = [];
  const refused: RefusedRow[] = [];
  for (const { id, sealed, associatedData } of rows.filter((row) => isOutdated(row, keys))) {
    try {
      renewed.push({ id, sealed, renewed: keys.keyring.rewrap(sealed, associatedData) });
    } catch (error) {
      if (!(error instanceof SecureStoreError)) throw error;
      refused.push({ table: column.table, id, code: error.code });
    }
  }
  // Other writers wait while this transaction runs, so it only stores the new values.
  if (renewed.length > 0) {
    await inTransaction(database, "everything", async (tx) => {
      for (const row of renewed) await replaceSealed(tx, column, row);
    });
  }
  return { sealedAnew: renewed.length, refused };
}

function isOutdated({ sealed }: SealedRow, keys: Keys): boolean {
  const bytes = Buffer.from(sealed);
  return bytes.length < 5 || bytes.readUInt32BE(1) < keys.keyring.keyVersion;
}
