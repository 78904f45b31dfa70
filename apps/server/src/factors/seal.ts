import { SecureStoreError } from "@sallyport/secure-store/secure-store";

export interface FactorIdentity {
  id: string;
  account_id: string;
}

/** For each kind of factor, what is sealed in its row. */
export const sealedIn = { "authenticator app": "secret", passkey: "public key" } as const;

export type SealedKind = keyof typeof sealedIn;

/**
 * Thrown if a sealed value doesn't open in its row. An attacker with access to the database has altered or moved it.
 */
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

/**
 * Opens a factor's sealed value with `open`, and throws SealRefused if the value is forged. Other errors are thrown
 * unchanged.
 */
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
