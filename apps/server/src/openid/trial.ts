import { newToken } from "../core/tokens.ts";
import type { ApplicationSessionRow } from "../database/schema.ts";
import type { Payload } from "./records/payload.ts";

type Login = Pick<
  ApplicationSessionRow,
  "id" | "account_id" | "application_id" | "scope" | "aal" | "began_at"
>;

/**
 * A login that an administrator tries. Its code and its tokens stay in the memory of one request, so they can't be used
 * by another party or later (record 0070).
 */
export class Trial {
  /** Only this session of an administrator gets the result. */
  readonly sessionId: string;
  /** The value of the browser's cookie, which is also the PKCE verifier. */
  readonly browserToken: string;
  /** Replaces the application's secret, because the server has only its hash. */
  readonly secret = newToken();
  readonly records = new Map<string, Payload>();
  login: Login | undefined;

  constructor({ sessionId, browserToken }: Pick<Trial, "sessionId" | "browserToken">) {
    this.sessionId = sessionId;
    this.browserToken = browserToken;
  }
}
