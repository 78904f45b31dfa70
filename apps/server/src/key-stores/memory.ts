import { createMemoryStore, memoryBackend } from "@sallyport/secure-store/memory-store";
import type { KeyStore } from "./key-store.ts";

export const memory: KeyStore<{ kind: "memory" }> = {
  kind: "memory",
  slotKind: "memory",
  title: "memory",
  backend: memoryBackend,
  fields: {},
  open: createMemoryStore,
};
