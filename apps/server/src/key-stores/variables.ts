import { type Field, fieldsOf, type KeyStore } from "./key-store.ts";
import { keyStores } from "./list.ts";

// Only config/ reads the environment, so these functions get the variables as arguments.

type TextOf = (field: Field) => string | undefined;

const stores: readonly KeyStore[] = keyStores;

export const slotKinds = [...new Set(stores.map(({ slotKind }) => slotKind))];

export function chosenStore(slotKind: string, textOf: TextOf): KeyStore {
  const ofKind = stores.filter((store) => store.slotKind === slotKind);
  const named = ofKind.find((store) => {
    const [first] = fieldsOf(store);
    return store.instead !== undefined && first && textOf(first) !== undefined;
  });
  const chosen = named ?? plainStore(slotKind);
  if (!chosen) throw new Error(`There is no key store ${slotKind}.`);
  return chosen;
}

export function plainStore(slotKind: string): KeyStore | undefined {
  return stores.find((store) => store.slotKind === slotKind && store.instead === undefined);
}

/** Finds the variables that belong to other stores. They would have no effect, so the server refuses to start. */
export function unwantedVariables(
  chosen: KeyStore,
  textOf: TextOf,
): { variable: string; sentence: string }[] {
  const others = stores.filter((store) => store !== chosen);
  return others.flatMap((store) => {
    const given = fieldsOf(store).filter((field) => textOf(field));
    if (given.length === 0) return [];
    const isSameKind = store.slotKind === chosen.slotKind;
    if (isSameKind && chosen.instead !== undefined) {
      return [{ variable: firstVariable(chosen), sentence: chosen.instead }];
    }
    const owner = isSameKind ? firstVariable(store) : `SECURE_STORE=${store.slotKind}`;
    const sentence = `Leave it out: it says something only with ${owner}.`;
    return given.map(({ variable }) => ({ variable, sentence }));
  });
}

export function settingsOf(store: KeyStore): string {
  const needed = fieldsOf(store).filter(({ schema }) => !schema.safeParse(undefined).success);
  const others = needed.map(({ variable, placeholder }) => `${variable}=${placeholder}`);
  return [`SECURE_STORE=${store.slotKind}`, ...others].join(" ");
}

function firstVariable(store: KeyStore): string {
  return fieldsOf(store)[0]?.variable ?? "SECURE_STORE";
}
