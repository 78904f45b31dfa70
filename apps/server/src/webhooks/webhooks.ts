import { randomUUID } from "node:crypto";
import type { EventGroup } from "@sallyport/contract/activity-sentences";
import type { EventKind } from "@sallyport/contract/event-kinds";
import * as contract from "@sallyport/contract/webhooks";
import { carryOut } from "../accounts/carry-out.ts";
import type { Actor } from "../accounts/parts.ts";
import { record } from "../activity/activity.ts";
import { shippedUpTo } from "../activity/chain.repository.ts";
import { type Clock, instant, instantOrNull } from "../core/clock.ts";
import { Refused } from "../core/refusal.ts";
import type { Database, Queryable } from "../database/database.ts";
import type { WebhookRow } from "../database/schema.ts";
import type { Keys } from "../keys/keys.ts";
import { webhookSecretOf } from "../keys/sealed-columns.ts";
import type { Reach } from "./checked-addresses.ts";
import { groupsIn } from "./message.ts";
import { newSecret, shownSecret } from "./signature.ts";
import * as rows from "./webhooks.repository.ts";

/** The text of the refusal `too-many-webhooks` repeats this number. */
export const mostWebhooks = 10;

export interface WebhooksParts {
  database: Database;
  clock: Clock;
  keys: Keys;
  webhookReach: Reach;
}

export async function listWebhooks({
  database,
}: Pick<WebhooksParts, "database">): Promise<{ webhooks: contract.Webhook[] }> {
  const end = await shippedUpTo(database);
  return { webhooks: (await rows.listWebhooks(database)).map((row) => viewOf(row, end)) };
}

/** A new webhook starts at the end of the chain, so it never gets earlier events. */
export function addWebhook(
  parts: WebhooksParts,
  given: Actor,
  { url, groups }: { url: string; groups: readonly EventGroup[] },
): Promise<{ webhook: contract.Webhook; secret: string }> {
  return carryOut(parts, { actor: given, what: contract.addWebhook.summary }, async ({ tx, actor, now }) => {
    if ((await rows.listWebhooks(tx)).length >= mostWebhooks) throw new Refused("too-many-webhooks");
    const secret = newSecret();
    const identity = { id: randomUUID(), url: new URL(url).href };
    const end = await shippedUpTo(tx);
    const row = await rows.insertWebhook(tx, {
      ...identity,
      event_groups: [...new Set(groups)].join(" "),
      sealed_secret: parts.keys.encrypt(secret, webhookSecretOf(identity)),
      created_at: now,
      sent_up_to: end,
    });
    await note(tx, { actor, now }, "webhook_create", row);
    return { webhook: viewOf(row, end), secret: shownSecret(secret) };
  });
}

export function resumeWebhook(
  parts: WebhooksParts,
  given: Actor,
  { id }: { id: string },
): Promise<contract.Webhook> {
  return carryOut(
    parts,
    { actor: given, what: contract.resumeWebhook.summary },
    async ({ tx, actor, now }) => {
      await found(tx, id);
      const row = await rows.resume(tx, id, now);
      await note(tx, { actor, now }, "webhook_resumed", row);
      return viewOf(row, await shippedUpTo(tx));
    },
  );
}

export function removeWebhook(
  parts: WebhooksParts,
  given: Actor,
  { id }: { id: string },
): Promise<Record<string, never>> {
  return carryOut(
    parts,
    { actor: given, what: contract.removeWebhook.summary },
    async ({ tx, actor, now }) => {
      const row = await found(tx, id);
      await rows.deleteWebhook(tx, id);
      await note(tx, { actor, now }, "webhook_delete", row);
      return {};
    },
  );
}

export async function found(tx: Queryable, id: string): Promise<WebhookRow> {
  const row = await rows.findWebhook(tx, id);
  if (!row) throw new Refused("not-found");
  return row;
}

/** Records only the origin of the URL, because a path can contain a secret. */
export async function note(
  tx: Queryable,
  { actor: { caller, visit }, now }: { actor: Actor; now: number },
  kind: EventKind,
  { url, event_groups }: Pick<WebhookRow, "url" | "event_groups">,
): Promise<void> {
  const { origin } = new URL(url);
  const detail = kind === "webhook_create" ? `${origin}, ${event_groups}` : origin;
  await record(tx, { at: now, kind, actor: caller.account, detail, address: visit.address });
}

export function viewOf(row: WebhookRow, end: number): contract.Webhook {
  const isPaused = row.paused_at !== null;
  const isFailing = row.failing_since !== null;
  return {
    id: row.id,
    url: row.url,
    groups: groupsIn(row.event_groups),
    createdAt: instant(row.created_at),
    state: isPaused ? "paused" : isFailing ? "failing" : "active",
    failingSince: instantOrNull(row.failing_since),
    problem: row.problem === null ? null : { why: row.problem, status: row.status },
    nextAttemptAt: isPaused || !isFailing ? null : instant(row.next_attempt_at),
    lastDeliveredAt: instantOrNull(row.last_delivered_at),
    previousSecretUntil: instantOrNull(row.previous_secret_until),
    waiting: Math.max(0, end - row.sent_up_to),
    skipped: row.skipped,
  };
}
