import type { ApiKey } from "@sallyport/contract/api-keys";
import { instant, instantOrNull } from "../../core/clock.ts";
import type { KeyWithOwner } from "./api-keys.repository.ts";
import { isOver } from "./rules/key-life.ts";

export function viewKey(row: KeyWithOwner, viewerId: string, now: number): ApiKey {
  return {
    id: row.id,
    name: row.name,
    role: row.role,
    owner: { id: row.account_id, name: row.owner_name, email: row.owner_email },
    isMine: row.account_id === viewerId,
    beginsWith: row.begins_with,
    createdAt: instant(row.created_at),
    expiresAt: instant(row.expires_at),
    isExpired: isOver(row, now),
    lastUsedAt: instantOrNull(row.last_used_at),
    lastUsedFrom: row.last_used_from,
  };
}
