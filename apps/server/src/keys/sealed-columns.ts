/** Every column that holds something sealed, and what binds each of its values to its row. */

export function totpSecretOf({ id, account_id }: { id: string; account_id: string }): string {
  return `totp-secret:${account_id}:${id}`;
}

export function mailOf({ id }: { id: string }): string {
  return `outbox:${id}`;
}

export interface SealedRow {
  id: string;
  sealed: Uint8Array;
  associatedData: string;
}

/** Where `rewrap` finds what is sealed: each table with its column, and the columns that its associated data is made of. */
export const sealedColumns = [
  {
    table: "totp_factors",
    column: "sealed_secret",
    owner: "account_id",
    associatedData: (id: string, owner: string) => totpSecretOf({ id, account_id: owner }),
  },
  { table: "outbox", column: "sealed_mail", owner: "id", associatedData: (id: string) => mailOf({ id }) },
] as const;

export type SealedColumn = (typeof sealedColumns)[number];
