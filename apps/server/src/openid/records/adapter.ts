import { findApplication } from "../../applications/applications.repository.ts";
import { second } from "../../core/clock.ts";
import { networkOf } from "../../core/network.ts";
import { hashOf, newToken } from "../../core/tokens.ts";
import { inTransaction } from "../../database/transactions.ts";
import { metadataOf } from "../application-metadata.ts";
import { currentCall } from "../call.ts";
import type { OpenidParts } from "../parts.ts";
import { findPresent } from "../present.ts";
import { acrOf, amrOf } from "../rules/assurance.ts";
import { unopenedLasts } from "../rules/authorization-times.ts";
import {
  applicationSessionsIn,
  extendApplicationSession,
  findApplicationSession,
} from "./application-sessions.repository.ts";
import { findAuthorization, useAuthorization } from "./authorizations.repository.ts";
import { storeCode } from "./login.ts";
import { findLogin } from "./logins.ts";
import { beginAuthorization } from "./make-room.ts";
import type { Adapter, Payload, Refusals } from "./payload.ts";
import { pushedRequests } from "./pushed-requests.ts";
import {
  consumeRecord,
  deleteRecord,
  deleteRecordsOf,
  findRecord,
  recordId,
  storeRecord,
} from "./records.repository.ts";
import { inMemoryDuringTrial, isOnlyTried, trialRecords } from "./trial-records.ts";

/** Stores the library's data. The caller must not have a transaction open, because SQLite would block. */
export function adapterOf(parts: OpenidParts, refusals: Refusals): (kind: string) => Adapter {
  return (kind) => {
    const lasting = { ...records(parts, refusals, kind), ...special[kind]?.(parts, refusals) };
    return isOnlyTried(kind) ? inMemoryDuringTrial(lasting, trialRecords(parts, refusals, kind)) : lasting;
  };
}

/** The adapter's methods that store codes and tokens. */
function records({ database, clock }: OpenidParts, refusals: Refusals, kind: string): Adapter {
  return {
    async upsert(id, payload, expiresIn) {
      const { accountId = null, clientId = null, grantId = null } = payload;
      const row = {
        id: recordId(kind, id),
        kind,
        payload: stored(payload),
        account_id: accountId,
        application_id: clientId,
        session_id: null,
        application_session_id: grantId,
        expires_at: clock.now() + expiresIn * second,
      };
      await inTransaction(database, accountId === null ? [] : [`account ${accountId}`], async (tx) => {
        // The session in the application might have ended since the library read it.
        if (grantId !== null && !(await findApplicationSession(tx, grantId))) throw refusals.usedBefore();
        await storeRecord(tx, row);
        if (kind === "RefreshToken" && grantId !== null)
          await extendApplicationSession(tx, grantId, row.expires_at);
      });
    },
    async find(id) {
      const row = await findRecord(database, recordId(kind, id));
      if (!row || row.kind !== kind) return undefined;
      // defence: AT-134
      const consumed = row.consumed_at === null ? {} : { consumed: Math.floor(row.consumed_at / second) };
      return { ...(JSON.parse(row.payload) as Payload), ...consumed, jti: id, kind };
    },
    findByUid: () => Promise.resolve(undefined),
    findByUserCode: () => Promise.resolve(undefined),
    async consume(id) {
      if (!(await consumeRecord(database, recordId(kind, id), clock.now()))) throw refusals.usedBefore();
    },
    destroy: (id) => deleteRecord(database, recordId(kind, id)),
    revokeByGrantId: (grantId) => deleteRecordsOf(database, kind, grantId),
  };
}

function stored(payload: Payload): string {
  return JSON.stringify({ ...payload, jti: undefined, kind: undefined });
}

const special: Readonly<Record<string, (parts: OpenidParts, refusals: Refusals) => Partial<Adapter>>> = {
  PushedAuthorizationRequest: pushedRequests,

  Client: ({ database }) => ({
    async find(id) {
      const application = await findApplication(database, id);
      return application && metadataOf(application);
    },
  }),

  AuthorizationCode: (parts, refusals) => ({
    async upsert(id, payload, expiresIn) {
      const code = { id: recordId("AuthorizationCode", id), payload, expiresIn };
      if (!(await storeCode(parts, code))) throw refusals.sessionGone();
    },
  }),

  /** What the library calls a grant is our session in an application. */
  Grant: ({ database }) => ({
    async find(id) {
      const row = await findLogin(database, id);
      if (!row) return undefined;
      const { account_id: accountId, application_id: clientId, scope, began_at } = row;
      const iat = Math.floor(began_at / second);
      return { jti: id, kind: "Grant", iat, accountId, clientId, openid: { scope } };
    },
    upsert: () => Promise.resolve(),
    destroy: () => Promise.resolve(),
  }),

  Session: (parts) => ({
    async upsert(id, { accountId, uid = "" }, expiresIn) {
      const { database, clock } = parts;
      if (accountId === undefined) return;
      const now = clock.now();
      await inTransaction(database, [`account ${accountId}`], async (tx) => {
        if (!(await findPresent(parts, tx, uid, now))) return;
        await storeRecord(tx, {
          id: recordId("Session", id),
          kind: "Session",
          payload: "{}",
          account_id: accountId,
          application_id: null,
          session_id: uid,
          application_session_id: null,
          expires_at: now + expiresIn * second,
        });
      });
    },
    /**
     * Reads the user from the portal's session at every request. If that session has ended, the library finds no
     * session.
     */
    async find(id) {
      const { database, clock } = parts;
      const uid = (await findRecord(database, recordId("Session", id)))?.session_id ?? null;
      const caller = uid === null ? null : await findPresent(parts, database, uid, clock.now());
      if (uid === null || !caller) return undefined;
      const open = await applicationSessionsIn(database, uid);
      return {
        jti: id,
        kind: "Session",
        uid,
        accountId: caller.account.id,
        loginTs: Math.floor(caller.session.authenticated_at / second),
        acr: acrOf(caller.session),
        amr: amrOf(caller.session),
        authorizations: Object.fromEntries(
          open.map((one) => [one.application_id, { sid: one.id, grantId: one.id }]),
        ),
      };
    },
  }),

  Interaction: ({ database, clock }, refusals) => ({
    async upsert(id, payload, expiresIn) {
      const call = currentCall();
      const { trial } = call;
      const browserToken = trial?.browserToken ?? newToken();
      const now = clock.now();
      const { params, prompt, trusted, cid, lastSubmission, parJti } = payload;
      await beginAuthorization(database, {
        id: recordId("Interaction", id),
        kind: "log-in",
        source: networkOf(call.address),
        browser_hash: hashOf(browserToken),
        application_id: (params as { client_id: string }).client_id,
        // `session` and `returnTo` aren't stored, because they contain the values of cookies and addresses.
        payload: JSON.stringify({
          params,
          prompt,
          trusted,
          cid,
          lastSubmission,
          parJti,
          ...(trial ? { trial: { sessionId: trial.sessionId } } : {}),
        }),
        started_at: now,
        expires_at: now + Math.min(expiresIn * second, unopenedLasts),
      });
      call.begun = { id, browserToken };
    },
    async find(id) {
      const row = await findAuthorization(database, recordId("Interaction", id));
      if (!row || row.kind !== "log-in" || row.expires_at <= clock.now()) return undefined;
      const exp = Math.floor(row.expires_at / second);
      return { ...(JSON.parse(row.payload) as Payload), jti: id, kind: "Interaction", exp };
    },
    async destroy(id) {
      if (!(await useAuthorization(database, recordId("Interaction", id)))) throw refusals.usedBefore();
    },
  }),
};
