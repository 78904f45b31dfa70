import type { Backend } from "@sallyport/secure-store/backend";
import type { SecureStore } from "@sallyport/secure-store/secure-store";
import type { z } from "zod";

/**
 * The descriptor of a key store: its settings, its command line options, how to open it, and its texts.
 * packages/secure-store/README.md says how to add one.
 */
export interface KeyStore<Setting extends { kind: string } = { kind: string }> {
  /** The store's unique name. Different stores can have the same `slotKind`, as a TPM chip and a software TPM do. */
  readonly kind: Setting["kind"];
  /**
   * The `kind` of the opened `SecureStore`. It is also stored in the database's key slots, and is the value of
   * `SECURE_STORE`.
   */
  readonly slotKind: string;
  /** The name of the store in texts. */
  readonly title: string;
  /** The programs that the store needs, and what to do if the store fails. */
  readonly backend: Backend;
  /**
   * The parts of the setting other than `kind`. On the command line, the option of the first field chooses the store.
   */
  readonly fields: { readonly [Name in Exclude<keyof Setting, "kind">]: Field<Setting[Name]> };
  /** The error message if variables of the default store are set too. The default store itself has no such message. */
  readonly instead?: string;
  open(setting: Setting): SecureStore | Promise<SecureStore>;
  /** Opens a store for a test by `npm run keys -- doctor`. Doctor doesn't test stores without this function. */
  readonly openOnTrial?: () => SecureStore | Promise<SecureStore>;
  /** Only for a store that holds the keys itself (`SecureStore.holdsKeys`). */
  readonly holder?: KeyHolder;
}

/** One part of a store's setting, read from the environment or the command line. */
export interface Field<Value = unknown> {
  readonly variable: `SECURE_STORE_${string}`;
  /** The name of the command line option, without dashes. */
  readonly word: string;
  /** The placeholder for the option's value in usage texts, like `FILE`. */
  readonly placeholder: string;
  /**
   * Parses the text of the variable or option. The text is undefined if neither is set. Error messages say what to do.
   */
  readonly schema: z.ZodType<Value>;
}

interface KeyHolder {
  /** How a sentence names the store, like `a keychain`. */
  readonly name: string;
  /** The name of the entry that contains the key. */
  entryOf(sealed: string): string;
}

export type SettingOf<Store> = Store extends KeyStore<infer Setting> ? Setting : never;

export interface NamedField extends Field {
  /** The name of the property in the setting. */
  readonly name: string;
}

export function fieldsOf({ fields }: KeyStore): NamedField[] {
  return Object.entries<Field>(fields).map(([name, field]) => ({ name, ...field }));
}
