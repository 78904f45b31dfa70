import { randomUUID } from "node:crypto";
import type { Application } from "../applications/applications.repository.ts";

/** Our own fields of an application. The library stores them in its client object. */
export interface OwnMetadata {
  keepsAccess: boolean;
  origins: readonly string[];
  secrets: readonly { id: string; hash: string; expires_at: number | null; last_used_at: number | null }[];
}

export function metadataOf({ row, addresses, secrets }: Application): Record<string, unknown> {
  // For an application behind a proxy, this server redeems the codes itself. PKCE protects them instead of a secret.
  const isPublic = row.client_type === "public" || row.kind === "proxy";
  const own: OwnMetadata = {
    keepsAccess: row.keeps_access === 1,
    origins: addresses.origin,
    secrets: secrets.map(({ id, hash, expires_at, last_used_at }) => ({
      id,
      hash,
      expires_at,
      last_used_at,
    })),
  };
  return {
    client_id: row.id,
    client_name: row.name,
    // The library requires a callback address. No request can contain this random address, so each attempt is refused,
    // and the console shows the address that the application asked for.
    redirect_uris:
      addresses.callback.length === 0 ? [`https://${randomUUID()}.invalid/`] : [...addresses.callback],
    post_logout_redirect_uris: [...addresses["after-logout"]],
    grant_types: own.keepsAccess ? ["authorization_code", "refresh_token"] : ["authorization_code"],
    response_types: ["code"],
    token_endpoint_auth_method: isPublic ? "none" : "client_secret_basic",
    // The library requires a text here, but doesn't compare it: `compareClientSecret` uses the stored hashes.
    ...(isPublic ? {} : { client_secret: "only-hashes-are-stored" }),
    ...(row.logout_address === null
      ? {}
      : { backchannel_logout_uri: row.logout_address, backchannel_logout_session_required: true }),
    sallyport: own,
  };
}
