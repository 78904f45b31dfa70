import { Button } from "@sallyport/ui/button";
import { useNavigate } from "react-router";
import { Screen } from "../screen.tsx";
import { isEmpty } from "../vault/use-held.ts";
import { VaultDoor } from "../vault/vault-door.tsx";
import { ClockNotice } from "./clock-notice.tsx";
import { CodeList } from "./code-list.tsx";
import { NoCodes } from "./no-codes.tsx";

export function CodesPage() {
  const navigate = useNavigate();
  return (
    <Screen title="Codes" action={<Button onClick={() => void navigate("/settings")}>Settings</Button>}>
      <ClockNotice />
      <VaultDoor>
        {(contents) => (isEmpty(contents) ? <NoCodes /> : <CodeList accounts={contents.accounts} />)}
      </VaultDoor>
    </Screen>
  );
}
