import type { Problem, ProblemCode } from "@sallyport/contract/problem";

export interface RefusedDetails {
  retryAfterSeconds?: number;
  requestId?: string;
  fields?: Problem["fields"];
  lastChange?: Problem["lastChange"];
  cause?: unknown;
  /** Only the log shows these facts about the request. */
  logged?: Readonly<Record<string, unknown>>;
}

/** `http/wording.ts` defines the status and text of each refusal. */
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
