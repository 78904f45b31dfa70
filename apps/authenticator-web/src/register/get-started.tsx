import { Button } from "@sallyport/ui/button";
import { DoorPage } from "@sallyport/ui/door-page";
import { InstallButton } from "../install/install-button.tsx";

export function GetStarted({ onStart }: { onStart: () => void }) {
  return (
    <DoorPage
      title="Sallyport Authenticator"
      lead="Makes the one-time passcodes for your two-step verification. They are kept on this device and work without a network."
    >
      <Button variant="primary" onClick={onStart}>
        Get started
      </Button>
      <InstallButton />
    </DoorPage>
  );
}
