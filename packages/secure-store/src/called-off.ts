import { SecureStoreError } from "./secure-store.ts";

export function stopIfCalledOff(signal: AbortSignal | undefined): void {
  if (signal?.aborted) throw calledOff(signal.reason);
}

export function calledOff(cause: unknown): SecureStoreError {
  return new SecureStoreError("timeout", "The key store was called off before it had answered.", { cause });
}
