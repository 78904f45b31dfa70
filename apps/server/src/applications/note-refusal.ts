import type { RefusalReason } from "@sallyport/contract/applications/applications";
import { asOneLine } from "@sallyport/contract/characters";
import { minute } from "../core/clock.ts";
import type { Queryable } from "../database/database.ts";
import {
  deleteOldRefusals,
  deleteRefusals,
  findRefusals,
  insertRefusal,
  mostOfReason,
} from "./refusals.repository.ts";

const longestDetail = 1000;

interface RefusedAttempt {
  applicationId: string;
  reason: RefusalReason;
  /** For example the address that isn't registered. Must not contain a secret. */
  detail: string;
}

/**
 * Stores a refused attempt for the application's page. A repeated refusal replaces the earlier one. Any caller can
 * cause refusals, so after `mostOfReason` refusals of one reason in a minute, further ones aren't stored.
 */
export async function noteRefusal(
  database: Queryable,
  { applicationId, reason, detail }: RefusedAttempt,
  now: number,
): Promise<void> {
  const shown = asOneLine(detail).slice(0, longestDetail);
  const kept = (await findRefusals(database, applicationId)).filter((one) => one.reason === reason);
  const isRecent = ({ at }: { at: number }) => Math.abs(now - at) < minute;
  const same = kept.filter((one) => one.detail === shown);
  if (same.some(isRecent) || kept.filter(isRecent).length >= mostOfReason) return;
  await deleteRefusals(
    database,
    same.map(({ id }) => id),
  );
  await insertRefusal(database, { application_id: applicationId, at: now, reason, detail: shown });
  await deleteOldRefusals(database, { application_id: applicationId, reason });
}
