import { type Field, fieldsOf, type KeyStore } from "./key-store.ts";
import type { KeyStorage } from "./list.ts";

export function readSetting(
  store: KeyStore,
  textOf: (field: Field) => string | undefined,
  refuse: (field: Field, sentence: string) => void,
): KeyStorage | null {
  const parsed = fieldsOf(store).map((field) => ({ field, result: field.schema.safeParse(textOf(field)) }));
  for (const { field, result } of parsed) {
    for (const { message } of result.error?.issues ?? []) refuse(field, message);
  }
  if (!parsed.every(({ result }) => result.success)) return null;
  const place = Object.fromEntries(parsed.map(({ field, result }) => [field.name, result.data]));
  // Every field was parsed by the store's schemas, so the type is right.
  return { kind: store.kind, ...place } as KeyStorage;
}
