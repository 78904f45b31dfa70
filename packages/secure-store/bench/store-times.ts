import { randomBytes } from "node:crypto";
import type { SecureStore } from "../src/secure-store.ts";
import { inTurns, rounded } from "./measuring.ts";

export interface StoreTimes {
  readonly seal: number;
  readonly "seal at best": number;
  readonly unseal: number;
  readonly "unseal at best": number;
}

export async function storeTimes(store: SecureStore, rounds: number): Promise<StoreTimes> {
  const key = randomBytes(32);
  const sealed = await store.seal(key, { label: "bench" });
  const { seal, unseal } = await inTurns(rounds, {
    seal: () => store.seal(key, { label: "bench" }),
    unseal: () => store.unseal(sealed),
  });
  await store.destroy(sealed);
  return {
    seal: rounded(seal.median),
    "seal at best": rounded(seal.fastest),
    unseal: rounded(unseal.median),
    "unseal at best": rounded(unseal.fastest),
  };
}
