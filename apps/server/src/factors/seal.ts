import { SecureStoreError } from "@sallyport/secure-store/secure-store";

export interface FactorIdentity {
  id: string;
  account_id: string;
}

/** What is sealed in the row of each kind of factor. */
export const sealedIn = { "authenticator app": "secret", passkey: "public key" } as const;

export type SealedKind = keyof typeof sealedIn;

/** A sealed value doesn't open in its row: it was altered or moved by direct access to the database. */
export class SealRefused extends Error {
  override readonly name = "SealRefused";
  readonly kind: SealedKind;
  readonly factor: FactorIdentity;

  constructor(kind: SealedKind, { id, account_id }: FactorIdentity, cause: SecureStoreError) {
    super(`The sealed ${sealedIn[kind]} of ${kind} ${id} was altered, or moved there from elsewhere.`, {
      cause,
    });
    this.kind = kind;
    this.factor = { id, account_id };
  }
}

/** Runs work that opens a factor's sealed value, and tells a forged value from any other error. */
export async function refuseForgery<T>(
  kind: SealedKind,
  factor: FactorIdentity,
  open: () => Promise<T>,
): Promise<T> {
  try {
    return await open();
  } catch (error) {
    if (error instanceof SecureStoreError && error.code === "corrupt")
      throw new SealRefused(kind, factor, error);
    throw error;
  }
}
