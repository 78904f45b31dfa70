import { AsyncLocalStorage } from "node:async_hooks";
import type { Refused } from "./refused.ts";
import type { Trial } from "./trial.ts";

/** The data of the current request that the library's callbacks read and set. */
export interface Call {
  now: () => number;
  address: string;
  /** Ends the requests that the library itself sends. */
  signal?: AbortSignal;
  /** Set if an administrator tries a login. No request from outside can set it. */
  trial?: Trial;
  /** Set when the policy has read the application. */
  applicationName?: string;
  /** Set if this request began an authorization. The browser gets the token in a cookie. */
  begun?: { id: string; browserToken: string };
  /** Why the library refused the request. */
  refused?: Refused;
  /** An unexpected error. `Openid.answer` throws it. */
  failure?: Error;
}

const calls = new AsyncLocalStorage<Call>();

export function during<Result>(call: Call, work: () => Promise<Result>): Promise<Result> {
  return calls.run(call, work);
}

export function currentCall(): Call {
  const call = calls.getStore();
  if (!call) throw new Error("The OpenID library was called outside a request.");
  return call;
}

export function timeOfCall(): number {
  return calls.getStore()?.now() ?? Date.now();
}
