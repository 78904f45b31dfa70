import { InstallButton } from "../install/install-button.tsx";
import { Screen } from "../screen.tsx";
import { DeviceFacts } from "./device-facts.tsx";
import { SettingsLink } from "./settings-link.tsx";

export function SettingsPage() {
  return (
    <Screen title="Settings" back={{ href: "/", label: "Codes" }}>
      <nav aria-label="Settings">
        <SettingsLink href="/settings/two-step" label="2-step verification (TOTP)">
          Add an account: scan its QR code, or give its key another way.
        </SettingsLink>
      </nav>
      <DeviceFacts />
      <div>
        <InstallButton />
      </div>
    </Screen>
  );
}
