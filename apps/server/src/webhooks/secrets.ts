import { SecureStoreError } from "@sallyport/secure-store/secure-store";
import type { Queryable } from "../database/database.ts";
import type { WebhookRow } from "../database/schema.ts";
import type { Keys } from "../keys/keys.ts";
import { webhookSecretOf } from "../keys/sealed-columns.ts";
import { secretBytes } from "./signature.ts";
import { Undelivered } from "./undelivered.ts";
import { storeSecret } from "./webhooks.repository.ts";

type Stored = Pick<WebhookRow, "id" | "url" | "sealed_secret" | "previous_secret_until">;

interface Parts {
  database: Queryable;
  keys: Keys;
}

/**
 * Returns the newest secret. Until `previous_secret_until`, also returns the previous secret. Both are sealed
 * as one value.
 */
export async function signingSecrets(parts: Parts, webhook: Stored, now: number): Promise<Uint8Array[]> {
  const secrets = await secretsIn(parts, webhook);
  const [newest = new Uint8Array()] = secrets;
  if (secrets.length === 1 || now < (webhook.previous_secret_until ?? 0)) return secrets;
  await storeSecret(parts.database, webhook, {
    sealed_secret: parts.keys.encrypt(newest, webhookSecretOf(webhook)),
    previous_secret_until: null,
  });
  return [newest];
}

/** Throws `Undelivered` if the address isn't the one that the secret was sealed for. */
export async function secretsIn({ database, keys }: Parts, webhook: Stored): Promise<Uint8Array[]> {
  const sealedFor = webhookSecretOf(webhook);
  const both = await keys.decrypt(database, webhook.sealed_secret, sealedFor).catch((error: unknown) => {
    if (error instanceof SecureStoreError && error.code === "corrupt")
      throw new Undelivered("unreadable-secret");
    throw error;
  });
  return both.length > secretBytes ? [both.subarray(0, secretBytes), both.subarray(secretBytes)] : [both];
}
