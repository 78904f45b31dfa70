import { Button, LinkButton } from "@sallyport/ui/button";
import { EmptyState } from "@sallyport/ui/empty-state";
import { useNavigate } from "react-router";
import { Screen } from "../screen.tsx";
import { useCaughtFocus, useScreenHeading } from "../screen-heading.ts";
import { VaultDoor } from "../vault/vault-door.tsx";
import { ClockNotice } from "./clock-notice.tsx";
import { CodeList } from "./code-list.tsx";

export function CodesPage() {
  const navigate = useNavigate();
  return (
    <Screen title="Codes" action={<Button onClick={() => void navigate("/settings")}>Settings</Button>}>
      <ClockNotice />
      <VaultDoor>
        {({ accounts, unreadable }) =>
          accounts.length + unreadable.length === 0 ? <NoCodes /> : <CodeList accounts={accounts} />
        }
      </VaultDoor>
    </Screen>
  );
}

function NoCodes() {
  useCaughtFocus(useScreenHeading());
  return (
    <EmptyState
      title="Nothing here yet"
      action={
        <LinkButton variant="primary" href="/settings/two-step">
          Add an account
        </LinkButton>
      }
    >
      Where you sign in, set up two-step verification until a QR code is shown. Then open Settings, “2-step
      verification (TOTP)”, and scan it.
    </EmptyState>
  );
}
