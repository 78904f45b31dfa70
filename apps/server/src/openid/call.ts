import { AsyncLocalStorage } from "node:async_hooks";
import type { Refused } from "./refused.ts";

/** What the library's callbacks know about the request that they serve. */
export interface Call {
  now: () => number;
  address: string;
  /** Ends the requests that the library itself sends. */
  signal?: AbortSignal;
  /** Set when the policy has read the application. */
  applicationName?: string;
  /** Set if this request began an authorization. The token is for a cookie of this browser. */
  begun?: { id: string; browserToken: string };
  /** Why the library refused the request. */
  refused?: Refused;
  /** Why the request failed in a way that the library can't tell. */
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
