import type { Backend } from "@sallyport/secure-store/backend";
import type { SecureStore } from "@sallyport/secure-store/secure-store";
import type { z } from "zod";

/**
 * Everything the server knows of one store: its settings, its options on the command line, how to open it, and its texts.
 * packages/secure-store/README.md says how to add one.
 */
export interface KeyStore<Setting extends { kind: string } = { kind: string }> {
  /** Unique. Two stores can share a slot kind, as a chip and a software TPM do. */
  readonly kind: Setting["kind"];
  /** The `kind` of the `SecureStore` that `open` gives, in the database's slots, and the value of `SECURE_STORE`. */
  readonly slotKind: string;
  /** What people call it. */
  readonly title: string;
  /** What its programs are, and what to do if it refuses. */
  readonly backend: Backend;
  /** The other fields of its setting. The option of the first field chooses the store on the command line. */
  readonly fields: { readonly [Name in Exclude<keyof Setting, "kind">]: Field<Setting[Name]> };
  /** For a store that shares its slot kind: the refusal if variables of both stores are set. */
  readonly instead?: string;
  open(setting: Setting): SecureStore | Promise<SecureStore>;
  /** Opens a temporary store for `npm run keys -- doctor`. Without this, doctor doesn't try such a store. */
  readonly openOnTrial?: () => SecureStore | Promise<SecureStore>;
  /** For a store that holds the keys itself (`SecureStore.holdsKeys`). */
  readonly holder?: KeyHolder;
}

/** A part of a store's setting, from the environment or from the command line. */
export interface Field<Value = unknown> {
  readonly variable: `SECURE_STORE_${string}`;
  /** Without the dashes. */
  readonly word: string;
  /** The placeholder for its value in usage texts, like `FILE`. */
  readonly placeholder: string;
  /** Reads the text, or undefined if it isn't given. Its messages say what to do. */
  readonly schema: z.ZodType<Value>;
}

interface KeyHolder {
  /** As in `a keychain`. */
  readonly name: string;
  /** The name under which a person finds the key there. */
  entryOf(sealed: string): string;
}

export type SettingOf<Store> = Store extends KeyStore<infer Setting> ? Setting : never;

export interface NamedField extends Field {
  /** Its property in the setting. */
  readonly name: string;
}

export function fieldsOf({ fields }: KeyStore): NamedField[] {
  return Object.entries<Field>(fields).map(([name, field]) => ({ name, ...field }));
}
