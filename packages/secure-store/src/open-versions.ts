import type { KeyObject } from "node:crypto";
import { openAnySlot } from "./key-slots.ts";
import type { KeyVersions } from "./key-versions.ts";
import type { KeySlot, SecureStore } from "./secure-store.ts";
import { slotsByVersion } from "./slot-records.ts";

interface OpenVersionsOptions {
  readonly expectKekIds: readonly string[];
  readonly signal?: AbortSignal | undefined;
  readonly open?: KeyVersions;
}

export async function openVersions(
  slots: readonly KeySlot[],
  stores: readonly SecureStore[],
  { expectKekIds, signal, open }: OpenVersionsOptions,
): Promise<Map<number, KeyObject>> {
  const keks = new Map<number, KeyObject>();
  for (const [keyVersion, records] of slotsByVersion(slots, expectKekIds)) {
    const held = open?.find(records[0]?.kekId ?? "");
    keks.set(keyVersion, held ?? (await openAnySlot(records, stores, signal)));
  }
  return keks;
}
