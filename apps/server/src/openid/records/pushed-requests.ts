import { second } from "../../core/clock.ts";
import { networkOf } from "../../core/network.ts";
import { currentCall } from "../call.ts";
import type { OpenidParts } from "../parts.ts";
import { findAuthorization, markUsed, useAuthorization } from "./authorizations.repository.ts";
import { beginAuthorization } from "./make-room.ts";
import type { Payload } from "./payload.ts";
import { recordId } from "./records.repository.ts";

const kind = "PushedAuthorizationRequest";

/** Requests that applications push (RFC 9126). They count as authorizations, because each can become one. */
export function pushedRequests(
  { database, clock }: OpenidParts,
  { usedBefore }: { usedBefore: () => Error },
) {
  return {
    async upsert(id: string, payload: Payload, expiresIn: number) {
      const applicationId = applicationIn(payload);
      const now = clock.now();
      // The library trusts only an application that has proved its secret.
      const isProved = payload["trusted"] === true;
      await beginAuthorization(database, {
        id: recordId(kind, id),
        kind: "pushed",
        source: isProved ? `application ${applicationId}` : networkOf(currentCall().address),
        browser_hash: Buffer.alloc(0),
        application_id: applicationId,
        payload: JSON.stringify(payload),
        started_at: now,
        expires_at: now + expiresIn * second,
      });
    },
    async find(id: string): Promise<Payload | undefined> {
      const row = await findAuthorization(database, recordId(kind, id));
      if (row?.kind !== "pushed") return undefined;
      const used = row.used_at === null ? {} : { consumed: Math.floor(row.used_at / second) };
      return { ...(JSON.parse(row.payload) as Payload), ...used, jti: id, kind };
    },
    async consume(id: string) {
      if (!(await markUsed(database, recordId(kind, id), clock.now()))) throw usedBefore();
    },
    async destroy(id: string) {
      await useAuthorization(database, recordId(kind, id));
    },
  };
}

/** The library has packed the parameters into a token, and the application is its issuer. */
function applicationIn(payload: Payload): string {
  const { request } = payload as { request: string };
  const text = Buffer.from(request.split(".")[1] ?? "", "base64url").toString();
  return (JSON.parse(text) as { iss: string }).iss;
}
