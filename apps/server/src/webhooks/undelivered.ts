import type { WebhookProblem } from "@sallyport/contract/webhooks";

export class Undelivered extends Error {
  override readonly name = "Undelivered";
  readonly problem: WebhookProblem;
  readonly retryAfterMs: number | null;

  constructor(
    why: WebhookProblem["why"],
    { status = null, retryAfterMs = null }: { status?: number | null; retryAfterMs?: number | null } = {},
  ) {
    super(status === null ? why : `${why}: ${status}`);
    this.problem = { why, status };
    this.retryAfterMs = retryAfterMs;
  }
}
