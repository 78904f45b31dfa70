import { SecureStoreError } from "./secure-store.ts";

/** Turns an aborted signal into this package's own error. */
export function stopIfCalledOff(signal: AbortSignal | undefined): void {
  if (signal?.aborted) throw calledOff(signal.reason);
}

export function calledOff(cause: unknown): SecureStoreError {
  return new SecureStoreError("timeout", "The key store was called off before it had answered.", { cause });
}
