import { randomBytes } from "node:crypto";
import * as contract from "@sallyport/contract/webhooks";
import { carryOut } from "../accounts/carry-out.ts";
import type { Actor } from "../accounts/parts.ts";
import { record } from "../activity/activity.ts";
import { instant } from "../core/clock.ts";
import { HourlyLimit } from "../core/hourly-limit.ts";
import type { WebhookRow } from "../database/schema.ts";
import { Line } from "./post.ts";
import { signingSecrets } from "./secrets.ts";
import { headersOf } from "./signature.ts";
import { Undelivered } from "./undelivered.ts";
import { found, type WebhooksParts } from "./webhooks.ts";

export class WebhookTests {
  readonly #parts: WebhooksParts;
  /** A stolen session must not flood a receiver. */
  readonly #limit: HourlyLimit;
  readonly #stopping = new AbortController();

  constructor(parts: WebhooksParts) {
    this.#parts = parts;
    this.#limit = new HourlyLimit(parts.clock);
  }

  /** Makes one attempt, even if the webhook is paused. The webhook's state doesn't change. */
  async send(given: Actor, { id }: { id: string }): Promise<{ problem: contract.WebhookProblem | null }> {
    const attempt = { actor: given, what: contract.testWebhook.summary };
    const webhook = await carryOut(this.#parts, attempt, ({ tx }) => found(tx, id));
    this.#limit.count(given.caller.account.id);
    const problem = await this.#post(webhook);
    const { origin } = new URL(webhook.url);
    await record(this.#parts.database, {
      at: this.#parts.clock.now(),
      kind: "webhook_test",
      actor: given.caller.account,
      outcome: problem ? "failure" : "success",
      detail: problem ? `${origin}: ${problem.why}` : origin,
      address: given.visit.address,
      isRepeatable: true,
    });
    return { problem };
  }

  /** Abandons running tests, so that they don't delay the shutdown. */
  stop(): void {
    this.#stopping.abort();
  }

  async #post(webhook: WebhookRow): Promise<contract.WebhookProblem | null> {
    const { database, keys, clock, webhookReach } = this.#parts;
    const now = clock.now();
    const body = JSON.stringify({
      type: "webhook_test",
      timestamp: instant(now),
      data: { what: "This is a test. Nothing happened." },
    });
    try {
      const secrets = await signingSecrets({ database, keys }, webhook, now);
      const headers = headersOf({ id: `test_${randomBytes(16).toString("hex")}`, body }, secrets, now);
      using line = await Line.to(new URL(webhook.url), webhookReach);
      await line.post({ body, headers, signal: this.#stopping.signal });
      return null;
    } catch (error) {
      if (error instanceof Undelivered) return error.problem;
      throw error;
    }
  }
}
