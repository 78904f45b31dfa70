import { Button } from "@sallyport/ui/button";
import { DoorPage } from "@sallyport/ui/door-page";

/** For what nobody foresaw. The accounts lie in the vault and are not touched by it. */
export function GoneWrong() {
  return (
    <DoorPage title="Something went wrong" lead="Your accounts are safe on this device.">
      <p>Load the app again. If this page comes back, close the app and open it anew.</p>
      <Button variant="primary" onClick={() => window.location.reload()}>
        Try again
      </Button>
    </DoorPage>
  );
}
