import type * as contract from "@sallyport/contract/security";
import { instant, instantOrNull } from "../core/clock.ts";
import type { PasskeyRow, TotpFactorRow } from "../database/schema.ts";
import type { Factors } from "./rules/factors.ts";

type Shown = Pick<contract.Security, "authenticatorApps" | "passkeys" | "recoveryCodes">;

export function viewFactors({ apps, passkeys, recoveryCodes }: Factors): Shown {
  return {
    authenticatorApps: apps.map(viewApp),
    passkeys: passkeys.map(viewPasskey),
    recoveryCodes: recoveryCodes && {
      left: recoveryCodes.left,
      madeAt: instant(recoveryCodes.madeAt),
      isSaved: recoveryCodes.isSaved,
      isDisabled: recoveryCodes.isDisabled,
    },
  };
}

function viewApp({ id, name, state, ...app }: TotpFactorRow): contract.AuthenticatorApp {
  return {
    id,
    name,
    addedAt: instant(app.confirmed_at ?? app.created_at),
    lastUsedAt: instantOrNull(app.last_used_at),
    isDisabled: state === "disabled",
  };
}

function viewPasskey({ id, name, ...passkey }: PasskeyRow): contract.Passkey {
  return {
    id,
    name,
    addedAt: instant(passkey.created_at),
    lastUsedAt: instantOrNull(passkey.last_used_at),
    lastUsedFrom: passkey.last_used_from,
    isSynced: passkey.is_synced === 1,
  };
}
