import type { Refused } from "../core/refusal.ts";
import type { Refused as RefusedLogin } from "./refused.ts";

const headers = { "content-type": "application/json; charset=utf-8", "cache-control": "no-store" };

function answerWith(error: string, description: string) {
  return Buffer.from(JSON.stringify({ error, error_description: description }));
}

const nothingMore = { session: undefined, begun: undefined };

interface LimitAnswer {
  status: number;
  headers: Record<string, string>;
  body: Buffer;
  session: undefined;
  begun: undefined;
  refused: RefusedLogin;
}

/** RFC 9126 §2.3 has this status for pushed requests. */
export function tooMany({ details }: Refused): LimitAnswer {
  const { retryAfterSeconds = 60 } = details;
  return {
    status: 429,
    headers: { ...headers, "retry-after": String(retryAfterSeconds) },
    body: answerWith("temporarily_unavailable", "too many requests came from there within a minute"),
    ...nothingMore,
    refused: { page: "too-many", reason: "other", detail: "" },
  };
}

export function tooLong(why: string): LimitAnswer {
  return {
    status: 400,
    headers,
    body: answerWith("invalid_request", why),
    ...nothingMore,
    refused: { page: "bad-request", reason: "other", detail: why },
  };
}
