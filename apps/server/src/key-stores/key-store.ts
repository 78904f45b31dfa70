import type { Backend } from "@sallyport/secure-store/backend";
import type { SecureStore } from "@sallyport/secure-store/secure-store";
import type { z } from "zod";

/** packages/secure-store/README.md says how to add a key store. */
export interface KeyStore<Setting extends { kind: string } = { kind: string }> {
  /**
   * The unique name of the store. Several stores can have the same `slotKind`, such as a TPM chip and a software TPM.
   */
  readonly kind: Setting["kind"];
  /** The kind that the opened `SecureStore`, its key slots and the setting `SECURE_STORE` all name. */
  readonly slotKind: string;
  readonly title: string;
  readonly backend: Backend;
  /** On the command line, the option of the first field chooses the store. */
  readonly fields: { readonly [Name in Exclude<keyof Setting, "kind">]: Field<Setting[Name]> };
  /**
   * The error message if variables of the default store of this `slotKind` are also set. The default store has no such
   * message.
   */
  readonly instead?: string;
  open(setting: Setting): SecureStore | Promise<SecureStore>;
  /** Opens a store for `npm run keys -- doctor`. The doctor skips a store without this function. */
  readonly openOnTrial?: () => SecureStore | Promise<SecureStore>;
  /** The place that holds the keys, for a store with `SecureStore.holdsKeys`. */
  readonly holder?: KeyHolder;
}

export interface Field<Value = unknown> {
  readonly variable: `SECURE_STORE_${string}`;
  /** Without dashes. */
  readonly word: string;
  /** The value in usage texts, such as `FILE`. */
  readonly placeholder: string;
  /** What the variable says, for the table in docs/settings.md. Markdown. */
  readonly means: string;
  /** The error messages of the schema say what to do. */
  readonly schema: z.ZodType<Value>;
}

interface KeyHolder {
  /** The name in a sentence, such as `a keychain`. */
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
