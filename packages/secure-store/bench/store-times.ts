import { randomBytes } from "node:crypto";
import type { SecureStore } from "../src/secure-store.ts";
import { mediansInTurns, rounded } from "./measuring.ts";

export interface StoreTimes {
  readonly "seal ms": number;
  readonly "unseal ms": number;
}

export async function timesOf(store: SecureStore, rounds: number): Promise<StoreTimes> {
  const key = randomBytes(32);
  const sealed = await store.seal(key, { label: "bench" });
  const { seal, unseal } = await mediansInTurns(rounds, {
    // Sealing under the same name writes over what is there.
    seal: () => store.seal(key, { label: "bench" }),
    unseal: () => store.unseal(sealed),
  });
  await store.destroy(sealed);
  return { "seal ms": rounded(seal), "unseal ms": rounded(unseal) };
}
