import type { Problem, ProblemCode } from "@sallyport/contract/problem";

export interface RefusedDetails {
  retryAfterSeconds?: number;
  requestId?: string;
  fields?: Problem["fields"];
  cause?: unknown;
  /** Only for the log: what was sent, and what is expected instead. */
  logged?: Readonly<Record<string, unknown>>;
}

/** A refusal on purpose. Its status and words are in `http/wording.ts`. */
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
