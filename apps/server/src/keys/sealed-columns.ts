/** The associated data binds each sealed value to its row. */

export function totpSecretOf({ id, account_id }: { id: string; account_id: string }): string {
  // defence: AT-74
  return `totp-secret:${account_id}:${id}`;
}

export interface PasskeyIdentity {
  id: string;
  account_id: string;
  credential_id: string;
}

export function publicKeyOf({ id, account_id, credential_id }: PasskeyIdentity): string {
  return `passkey-public-key:${account_id}:${id}:${credential_id}`;
}

export function mailOf({ id }: { id: string }): string {
  return `outbox:${id}`;
}

export const auditSeal = "audit-seal";

/** The seal of the chain's end must not replace this seal, so the associated data differs. */
export const auditStartSeal = "audit-start-seal";

export const auditStartId = "start";

function auditSealOf({ id }: { id: string }): string {
  return id === auditStartId ? auditStartSeal : auditSeal;
}

export interface SealedRow {
  id: string;
  sealed: Uint8Array;
  associatedData: string;
}

/** `boundTo` are the columns that `associatedData` reads. */
export const sealedColumns = [
  {
    table: "totp_factors",
    column: "sealed_secret",
    boundTo: ["id", "account_id"],
    associatedData: totpSecretOf,
  },
  {
    table: "passkeys",
    column: "sealed_public_key",
    boundTo: ["id", "account_id", "credential_id"],
    associatedData: publicKeyOf,
  },
  { table: "outbox", column: "sealed_mail", boundTo: ["id"], associatedData: mailOf },
  { table: "audit_seals", column: "sealed_link", boundTo: ["id"], associatedData: auditSealOf },
] as const;

export type SealedColumn = (typeof sealedColumns)[number];
