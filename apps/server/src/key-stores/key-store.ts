import type { Backend } from "@sallyport/secure-store/backend";
import type { SecureStore } from "@sallyport/secure-store/secure-store";
import type { z } from "zod";

/**
 * All that the server knows of one store: its settings, its words on the command line, how to open it, and what to say.
 * packages/secure-store/README.md tells how to add one.
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
  /** What else its setting holds. The word of the first field names the store on the command line. */
  readonly fields: { readonly [Name in Exclude<keyof Setting, "kind">]: Field<Setting[Name]> };
  /** For a store that shares its slot kind: its first variable chooses it, and this refuses the other's beside it. */
  readonly instead?: string;
  open(setting: Setting): SecureStore | Promise<SecureStore>;
  /** Opens one that leaves nothing behind, for `npm run keys -- doctor`. Without it, doctor tries none of its own. */
  readonly openOnTrial?: () => SecureStore | Promise<SecureStore>;
  /** For a store that holds the keys itself (`SecureStore.holdsKeys`). */
  readonly holder?: KeyHolder;
}

/** A part of a store's setting, from the environment or from the command line. */
export interface Field<Value = unknown> {
  readonly variable: `SECURE_STORE_${string}`;
  /** Without the dashes. */
  readonly word: string;
  /** What stands for its value in usage texts, like `FILE`. */
  readonly placeholder: string;
  /** Of the text, or of undefined if it isn't given. Its messages say what to do. */
  readonly schema: z.ZodType<Value>;
}

interface KeyHolder {
  /** As in `a keychain`. */
  readonly name: string;
  /** Under which name a person finds the key there. */
  entryOf(sealed: string): string;
}

export type SettingOf<Store> = Store extends KeyStore<infer Setting> ? Setting : never;

export interface NamedField extends Field {
  /** In the setting. */
  readonly name: string;
}

export function fieldsOf({ fields }: KeyStore): NamedField[] {
  return Object.entries<Field>(fields).map(([name, field]) => ({ name, ...field }));
}
