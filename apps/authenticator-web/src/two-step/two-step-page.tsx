import { Screen } from "../screen.tsx";
import { VaultDoor } from "../vault/vault-door.tsx";
import { AddAccount } from "./add-account.tsx";

export function TwoStepPage() {
  return (
    <Screen title="2-step verification (TOTP)" back={{ href: "/settings", label: "Settings" }}>
      <VaultDoor>{({ accounts }) => <AddAccount accounts={accounts} />}</VaultDoor>
    </Screen>
  );
}
