import { createHash } from "node:crypto";
import type { AuditEventRow } from "../database/schema.ts";

export interface Linked {
  seq: number;
  link: Uint8Array;
}

export const firstLink: Uint8Array = new Uint8Array(32);

export const beforeTheFirst: Linked = { seq: 0, link: firstLink };

/**
 * SHA-256 over the previous link and the event. A changed, removed, added or moved row breaks every later
 * link (ASVS 16.4.2). Record 0043 says why the hash omits `seq`.
 */
export function linkOf(previous: Uint8Array, event: Omit<AuditEventRow, "link" | "seq">): Uint8Array {
  const { id, at, kind, actor_id, actor, subject_id, subject, outcome, detail, address } = event;
  const { actor_name, subject_name } = event;
  const row = [id, at, kind, actor_id, actor, subject_id, subject, outcome, detail, address];
  // Events of older versions have no names, but their links must stay valid.
  if (actor_name !== null || subject_name !== null) row.push(actor_name, subject_name);
  return createHash("sha256").update(previous).update(JSON.stringify(row)).digest();
}

export function isSameLink(one: Uint8Array | null, other: Uint8Array | null): boolean {
  return one !== null && other !== null && Buffer.compare(one, other) === 0;
}
