import { DoorPage } from "@sallyport/ui/door-page";
import { Spinner } from "@sallyport/ui/spinner";

/** Shown while the first page loads. */
export function Opening() {
  return (
    <DoorPage title="Sallyport Authenticator">
      <Spinner label="Opening" />
    </DoorPage>
  );
}
