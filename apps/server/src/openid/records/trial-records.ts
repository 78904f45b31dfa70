import { second } from "../../core/clock.ts";
import { currentCall } from "../call.ts";
import type { OpenidParts } from "../parts.ts";
import { findPresent } from "../present.ts";
import type { Trial } from "../trial.ts";
import type { Adapter, Payload, Refusals } from "./payload.ts";

const kinds = ["AuthorizationCode", "AccessToken", "RefreshToken", "Session"];

/** What a trial must not leave behind. */
export function isOnlyTried(kind: string): boolean {
  return kinds.includes(kind);
}

export function inMemoryDuringTrial(stored: Adapter, tried: Adapter): Adapter {
  // defence: AT-160 kept
  const adapter = () => (currentCall().trial ? tried : stored);
  return {
    upsert: (...given) => adapter().upsert(...given),
    find: (id) => adapter().find(id),
    findByUid: (uid) => adapter().findByUid(uid),
    findByUserCode: (code) => adapter().findByUserCode(code),
    consume: (id) => adapter().consume(id),
    destroy: (id) => adapter().destroy(id),
    revokeByGrantId: (grantId) => adapter().revokeByGrantId(grantId),
  };
}

const nothing = () => Promise.resolve();

export function trialRecords(parts: OpenidParts, refusals: Refusals, kind: string): Adapter {
  return {
    async upsert(id, payload) {
      if (kind === "AuthorizationCode") await noteLogin(parts, refusals, payload);
      current().records.set(`${kind}:${id}`, payload);
    },
    find: (id) => Promise.resolve(current().records.get(`${kind}:${id}`)),
    findByUid: () => Promise.resolve(undefined),
    findByUserCode: () => Promise.resolve(undefined),
    consume: (id) => {
      const payload = current().records.get(`${kind}:${id}`);
      if (!payload || payload["consumed"] !== undefined) throw refusals.usedBefore();
      payload["consumed"] = Math.floor(parts.clock.now() / second);
      return Promise.resolve();
    },
    destroy: nothing,
    revokeByGrantId: nothing,
  };
}

/** As `storeCode` does it, but nothing is stored. */
async function noteLogin(
  parts: OpenidParts,
  refusals: Refusals,
  { accountId = "", clientId = "", grantId = "", sessionUid = "", scope = "" }: Payload,
): Promise<void> {
  const now = parts.clock.now();
  const caller = await findPresent(parts, parts.database, sessionUid, now);
  if (caller?.account.id !== accountId) throw refusals.sessionGone();
  current().login = {
    id: grantId,
    account_id: accountId,
    application_id: clientId,
    scope,
    aal: caller.session.aal,
    began_at: now,
  };
}

function current(): Trial {
  const { trial } = currentCall();
  if (!trial) throw new Error("Only a trial keeps records in memory.");
  return trial;
}
