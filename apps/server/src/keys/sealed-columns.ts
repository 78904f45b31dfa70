/** These functions make the associated data, which binds each sealed value to its row. */

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

/** The data includes the URL, so an attacker with write access to the database can't redirect signed events. */
export function webhookSecretOf({ id, url }: { id: string; url: string }): string {
  // defence: AT-92 url
  return `webhook-secret:${id}:${url}`;
}

export function signingKeyOf({ id }: { id: string }): string {
  return `signing-key:${id}`;
}

export const auditSeal = "audit-seal";

export const auditStartId = "start";

/** Each kind of seal has data of its own, so no other seal can replace this one. */
export function auditStartSealOf(upTo: number): string {
  return `audit-start-seal:${upTo}`;
}

function auditSealOf({ id, up_to }: { id: string; up_to: number }): string {
  return id === auditStartId ? auditStartSealOf(up_to) : auditSeal;
}

export interface SealedRow {
  id: string;
  sealed: Uint8Array;
  associatedData: string;
}

/** `boundTo` names the columns that `associatedData` reads. */
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
  { table: "audit_seals", column: "sealed_link", boundTo: ["id", "up_to"], associatedData: auditSealOf },
  {
    table: "webhooks",
    column: "sealed_secret",
    boundTo: ["id", "url"],
    associatedData: webhookSecretOf,
  },
  { table: "signing_keys", column: "sealed_key", boundTo: ["id"], associatedData: signingKeyOf },
] as const;

export type SealedColumn = (typeof sealedColumns)[number];
