import { useLocation } from "react-router";
import { Screen } from "../screen.tsx";
import { VaultDoor } from "../vault/vault-door.tsx";
import { AddAccount } from "./add-account.tsx";

export function TwoStepPage() {
  const { key: visit } = useLocation();
  return (
    <Screen title="2-step verification (TOTP)" back={{ href: "/settings", label: "Settings" }}>
      <VaultDoor>{({ accounts }) => <AddAccount key={visit} accounts={accounts} />}</VaultDoor>
    </Screen>
  );
}
