import { createMemoryStore } from "./memory-store.ts";
import type { SecureStore } from "./secure-store.ts";

const mark = "bound:";

/** Seals in memory, but says that its keys are bound, like a TPM with a policy. */
export function createBoundStore(place = createMemoryStore(), isBinding = true): SecureStore {
  return {
    ...place,
    seal: async (key, options) => `${isBinding ? mark : ""}${await place.seal(key, options)}`,
    unseal: (sealed, options) => place.unseal(sealed.replace(mark, ""), options),
    isStateBound: (sealed) => sealed.startsWith(mark),
  };
}
