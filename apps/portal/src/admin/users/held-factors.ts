import type { UserSecurity } from "@sallyport/contract/user-security";
import type { FactorKind } from "./user-acts.ts";

export interface HeldFactor {
  id: string;
  kind: FactorKind;
  name: string;
  addedAt: string;
  lastUsedAt: string | null;
  lastUsedFrom: string | null;
  isDisabled: boolean;
}

export function heldFactors({
  authenticatorApps,
  passkeys,
}: Pick<UserSecurity, "authenticatorApps" | "passkeys">): HeldFactor[] {
  return [
    ...authenticatorApps.map((app) => ({ ...app, kind: "app" as const, lastUsedFrom: null })),
    ...passkeys.map((passkey) => ({ ...passkey, kind: "passkey" as const, isDisabled: false })),
  ];
}
