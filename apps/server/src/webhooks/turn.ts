import { randomInt } from "node:crypto";
import type { FastifyBaseLogger as Log } from "fastify";
import { findActiveOwners } from "../accounts/administrators/administrators.repository.ts";
import { record } from "../activity/activity.ts";
import { shippedUpTo } from "../activity/chain.repository.ts";
import { type ShippedEvent, shippedEvents } from "../activity/found-events.repository.ts";
import { type Clock, minute } from "../core/clock.ts";
import type { Database, Queryable } from "../database/database.ts";
import type { WebhookRow } from "../database/schema.ts";
import { inTransaction } from "../database/transactions.ts";
import type { Keys } from "../keys/keys.ts";
import type { Outbox } from "../mail/outbox.ts";
import { webhookPausedMail } from "../mail/templates/webhooks.ts";
import type { Reach } from "./checked-addresses.ts";
import { messageOf } from "./message.ts";
import { Line } from "./post.ts";
import { isPauseDue, longestDelayMs, mostWaiting, retryDelayMs } from "./rules/retry.ts";
import { signingSecrets } from "./secrets.ts";
import { headersOf } from "./signature.ts";
import { Undelivered } from "./undelivered.ts";
import { type Claim, claimWebhook, note } from "./webhooks.repository.ts";

export interface TurnParts {
  database: Database;
  outbox: Outbox;
  keys: Keys;
  clock: Clock;
  log: Log;
  reach: Reach;
}

/**
 * A process claims a webhook for this long. Each event renews the claim, and an attempt takes at most 15
 * seconds.
 */
const claimedForMs = minute;
const eventsAtOnce = 50;

const healthy = { failures: 0, failing_since: null, problem: null, status: null };

export class Turn {
  readonly #parts: TurnParts;
  readonly #claim: Claim;
  readonly #webhook: WebhookRow;
  readonly #signal: AbortSignal;
  #health: Pick<WebhookRow, "failures" | "failing_since">;
  #place: number;

  private constructor(parts: TurnParts, claim: Claim, webhook: WebhookRow, signal: AbortSignal) {
    this.#parts = parts;
    this.#claim = claim;
    this.#webhook = webhook;
    this.#signal = signal;
    this.#health = webhook;
    this.#place = webhook.sent_up_to;
  }

  /** Does nothing if another server has claimed the webhook. */
  static async take(parts: TurnParts, claim: Claim, signal: AbortSignal): Promise<void> {
    const { database, clock, log } = parts;
    const webhook = await claimWebhook(database, claim, { now: clock.now(), claimedForMs });
    if (!webhook) return;
    const turn = new Turn(parts, claim, webhook, signal);
    try {
      await turn.#sendWaiting();
      await note(database, claim, { claim: null });
    } catch (error) {
      if (error instanceof Undelivered && !signal.aborted) return turn.#noteFailure(error);
      await note(database, claim, { claim: null });
      if (!signal.aborted) log.error({ err: error, webhook: claim.id }, "a webhook's turn failed");
    }
  }

  async #sendWaiting(): Promise<void> {
    const { database, reach, clock } = this.#parts;
    const end = await shippedUpTo(database);
    this.#place = await this.#firstPlace(end);
    if (this.#place >= end) return;
    using line = await Line.to(new URL(this.#webhook.url), reach);
    const secrets = await signingSecrets(this.#parts, this.#webhook, clock.now());
    while (this.#place < end) {
      const events = await shippedEvents(database, { after: this.#place, upTo: end, limit: eventsAtOnce });
      // If no event is found, retention has deleted all events up to `end`.
      if (events.length === 0) this.#place = end;
      let isNoted = false;
      for (const event of events) {
        isNoted = await this.#sendOne(event, { line, secrets });
        this.#place = event.seq;
        if (isNoted && !(await this.#notePlace({ isSent: true }))) return;
      }
      if (!isNoted && !(await this.#notePlace({ isSent: false }))) return;
    }
  }

  /**
   * Returns the `seq` after which to start. If too many events are waiting, skips the oldest ones. After a
   * restored backup, the stored `seq` can be higher than `end`.
   */
  async #firstPlace(end: number): Promise<number> {
    const { sent_up_to: sent, skipped } = this.#webhook;
    const at = Math.min(Math.max(sent, end - mostWaiting), end);
    if (at === sent) return at;
    await note(this.#parts.database, this.#claim, {
      sent_up_to: at,
      skipped: skipped + Math.max(0, at - sent),
    });
    return at;
  }

  /** Returns false if the webhook doesn't want events of this kind. */
  async #sendOne(
    event: ShippedEvent,
    { line, secrets }: { line: Line; secrets: readonly Uint8Array[] },
  ): Promise<boolean> {
    const message = messageOf(event, this.#webhook.event_groups);
    if (!message) return false;
    const headers = headersOf(message, secrets, this.#parts.clock.now());
    await line.post({ body: message.body, headers, signal: this.#signal });
    return true;
  }

  /** Returns false if another server has claimed the webhook, or if it was removed. */
  #notePlace({ isSent }: { isSent: boolean }): Promise<boolean> {
    const now = this.#parts.clock.now();
    if (isSent) this.#health = healthy;
    return note(this.#parts.database, this.#claim, {
      sent_up_to: this.#place,
      claimed_until: now + claimedForMs,
      ...(isSent ? { last_delivered_at: now, ...healthy } : {}),
    });
  }

  async #noteFailure({ problem: { why, status }, message, retryAfterMs }: Undelivered): Promise<void> {
    const { database, clock, log } = this.#parts;
    const now = clock.now();
    const { origin } = new URL(this.#webhook.url);
    const failures = this.#health.failures + 1;
    // A stored time in the future comes from a clock that was ahead, so `now` replaces it.
    const failingSince = Math.min(this.#health.failing_since ?? now, now);
    const isPaused = why === "gone" || isPauseDue({ failingSince, failures }, now);
    const asked = Math.min(retryAfterMs ?? 0, longestDelayMs);
    const delay = Math.max(retryDelayMs(failures, randomInt(1000) / 1000), asked);
    log.warn({ webhook: this.#claim.id, why, status, failures }, "a webhook could not be reached");
    await inTransaction(database, isPaused ? "everything" : [], async (tx) => {
      const isOurs = await note(tx, this.#claim, {
        sent_up_to: this.#place,
        failures,
        failing_since: failingSince,
        problem: why,
        status,
        next_attempt_at: now + delay,
        paused_at: isPaused ? now : null,
        claim: null,
      });
      if (!isOurs || !isPaused) return;
      const detail = `${origin}: ${message}`;
      const kind = "webhook_paused";
      await record(tx, { at: now, kind, actor: null, outcome: "failure", detail, address: null });
      await this.#mailOwners(tx, { origin, isGone: why === "gone", now });
    });
  }
  async #mailOwners(
    tx: Queryable,
    { origin, isGone, now }: { origin: string; isGone: boolean; now: number },
  ): Promise<void> {
    const { outbox } = this.#parts;
    for (const owner of await findActiveOwners(tx))
      await outbox.queue(tx, webhookPausedMail(owner, { origin, isGone }), now);
  }
}
