import { SecureStoreError } from "@sallyport/secure-store/secure-store";

export interface FactorIdentity {
  id: string;
  account_id: string;
}

export const sealedIn = { "authenticator app": "secret", passkey: "public key" } as const;

export type SealedKind = keyof typeof sealedIn;

/**
 * The seal doesn't match, because an attacker with access to the database has changed or moved a sealed value.
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
