import { createMemoryStore } from "./memory-store.ts";
import { behavesAsSecureStore } from "./secure-store.behaviour.ts";

behavesAsSecureStore("memory", false, async () => {
  const store = createMemoryStore();
  return {
    store,
    reopened: createMemoryStore,
    elsewhere: createMemoryStore(),
    refusalElsewhere: "not-found",
    dispose: async () => store[Symbol.asyncDispose](),
  };
});
