import { Button } from "@sallyport/ui/button";
import { DoorPage } from "@sallyport/ui/door-page";

export function GoneWrong() {
  return (
    <DoorPage title="Something went wrong" lead="The app could not show this page.">
      <p>
        Load the app again. If this page comes back, close the app and open it again. Do not clear the data of
        this site: your accounts lie there.
      </p>
      <Button variant="primary" onClick={() => window.location.reload()}>
        Try again
      </Button>
    </DoorPage>
  );
}
