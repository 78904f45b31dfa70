import type { Reply } from "@sallyport/contract/endpoint";
import * as contract from "@sallyport/contract/webhooks";
import { carryOut } from "../accounts/carry-out.ts";
import type { Actor } from "../accounts/parts.ts";
import { shippedUpTo } from "../activity/chain.repository.ts";
import { day } from "../core/clock.ts";
import { Refused } from "../core/refusal.ts";
import { webhookSecretOf } from "../keys/sealed-columns.ts";
import { secretsIn } from "./secrets.ts";
import { newSecret, shownSecret } from "./signature.ts";
import { Undelivered } from "./undelivered.ts";
import * as rows from "./webhooks.repository.ts";
import { found, note, viewOf, type WebhooksParts } from "./webhooks.ts";

const bothSignFor = day;

/**
 * For one day, each event is signed with both secrets. So the receiver has a day to change to the new secret.
 */
export function rotateSecret(
  parts: WebhooksParts,
  given: Actor,
  { id }: { id: string },
): Promise<Reply<typeof contract.rotateWebhookSecret>> {
  const what = contract.rotateWebhookSecret.summary;
  return carryOut(parts, { actor: given, what }, async ({ tx, actor, now }) => {
    const webhook = await found(tx, id);
    const [previous = new Uint8Array()] = await secretsIn({ database: tx, keys: parts.keys }, webhook).catch(
      // If someone has changed the address in the database, the secret can't be read. A new secret would then
      // sign events for an address that no owner has given.
      (error: unknown) => {
        throw error instanceof Undelivered ? new Refused("webhook-unreadable") : error;
      },
    );
    const secret = newSecret();
    const changed = {
      sealed_secret: parts.keys.encrypt(Buffer.concat([secret, previous]), webhookSecretOf(webhook)),
      previous_secret_until: now + bothSignFor,
    };
    await rows.storeSecret(tx, webhook, changed);
    await note(tx, { actor, now }, "webhook_secret_change", webhook);
    const end = await shippedUpTo(tx);
    return { webhook: viewOf({ ...webhook, ...changed }, end), secret: shownSecret(secret) };
  });
}
