import type { Backend } from "@sallyport/secure-store/backend";
import type { SecureStore } from "@sallyport/secure-store/secure-store";
import type { z } from "zod";

/** packages/secure-store/README.md says how to add a key store. */
export interface KeyStore<Setting extends { kind: string } = { kind: string }> {
  /** Unique. Several stores can have the same `slotKind`, like a TPM chip and a software TPM. */
  readonly kind: Setting["kind"];
  /**
   * The `kind` of the opened `SecureStore`. Also stored in the key slots, and the value of `SECURE_STORE`.
   */
  readonly slotKind: string;
  readonly title: string;
  readonly backend: Backend;
  /** The option of the first field chooses the store on the command line. */
  readonly fields: { readonly [Name in Exclude<keyof Setting, "kind">]: Field<Setting[Name]> };
  /** The error message if variables of the default store are set too. */
  readonly instead?: string;
  open(setting: Setting): SecureStore | Promise<SecureStore>;
  /** Opens a store for `npm run keys -- doctor`, which skips stores without this function. */
  readonly openOnTrial?: () => SecureStore | Promise<SecureStore>;
  /** Only for a store that holds the keys itself (`SecureStore.holdsKeys`). */
  readonly holder?: KeyHolder;
}

export interface Field<Value = unknown> {
  readonly variable: `SECURE_STORE_${string}`;
  /** Without dashes. */
  readonly word: string;
  /** In usage texts, like `FILE`. */
  readonly placeholder: string;
  /** Error messages say what to do. */
  readonly schema: z.ZodType<Value>;
}

interface KeyHolder {
  /** In a sentence, like `a keychain`. */
  readonly name: string;
  entryOf(sealed: string): string;
}

export type SettingOf<Store> = Store extends KeyStore<infer Setting> ? Setting : never;

export interface NamedField extends Field {
  readonly name: string;
}

export function fieldsOf({ fields }: KeyStore): NamedField[] {
  return Object.entries<Field>(fields).map(([name, field]) => ({ name, ...field }));
}
