import type { Backend } from "@sallyport/secure-store/backend";
import type { SecureStore } from "@sallyport/secure-store/secure-store";
import type { z } from "zod";

export interface KeyStore<Setting extends { kind: string } = { kind: string }> {
  readonly kind: Setting["kind"];
  /**
   * The kind of the store's slots. Several stores can have the same kind, such as a TPM chip and a software
   * TPM.
   */
  readonly slotKind: string;
  readonly title: string;
  readonly backend: Backend;
  /** Each field is an option on the command line. The option of the first field selects this store. */
  readonly fields: { readonly [Name in Exclude<keyof Setting, "kind">]: Field<Setting[Name]> };
  readonly instead?: string;
  open(setting: Setting): SecureStore | Promise<SecureStore>;
  readonly openOnTrial?: () => SecureStore | Promise<SecureStore>;
  readonly holder?: KeyHolder;
}

export interface Field<Value = unknown> {
  readonly variable: `SECURE_STORE_${string}`;
  readonly word: string;
  readonly placeholder: string;
  /** Markdown for docs/settings.md. */
  readonly means: string;
  /** The schema's error messages tell the operator what to do. */
  readonly schema: z.ZodType<Value>;
}

interface KeyHolder {
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
