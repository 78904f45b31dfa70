import { createMemoryStore } from "./memory-store.ts";
import type { SecureStore } from "./secure-store.ts";

const mark = "bound:";

/** Seals in memory, and says of its keys what a TPM with a policy says. Another one on the same `place` need not. */
export function createBoundStore(place = createMemoryStore(), isBinding = true): SecureStore {
  return {
    ...place,
    seal: async (key, options) => `${isBinding ? mark : ""}${await place.seal(key, options)}`,
    unseal: (sealed, options) => place.unseal(sealed.replace(mark, ""), options),
    isStateBound: (sealed) => sealed.startsWith(mark),
  };
}
