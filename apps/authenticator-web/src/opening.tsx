import { DoorPage } from "@sallyport/ui/door-page";
import { Spinner } from "@sallyport/ui/spinner";

export function Opening() {
  return (
    <DoorPage title="Sallyport Authenticator">
      <Spinner label="Opening" />
    </DoorPage>
  );
}
