import { DoorPage } from "@sallyport/ui/door-page";
import { Spinner } from "@sallyport/ui/spinner";

/** While the first page is on its way. */
export function Opening() {
  return (
    <DoorPage title="Sallyport Authenticator">
      <Spinner label="Opening" />
    </DoorPage>
  );
}
