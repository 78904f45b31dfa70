import type { Problem, ProblemCode } from "@sallyport/contract/problem";

export interface RefusedDetails {
  retryAfterSeconds?: number;
  requestId?: string;
  fields?: Problem["fields"];
  cause?: unknown;
  /** For the log only: what the request contained, and what was expected. */
  logged?: Readonly<Record<string, unknown>>;
}

/** An expected refusal, not a fault. `http/wording.ts` has its status and text. */
export class Refused extends Error {
  override readonly name = "Refused";
  readonly code: ProblemCode;
  readonly details: RefusedDetails;

  constructor(code: ProblemCode, details: RefusedDetails = {}) {
    super(code, { cause: details.cause });
    this.code = code;
    this.details = details;
  }
}
