import { Button } from "@sallyport/ui/button";
import { DoorPage } from "@sallyport/ui/door-page";
import { FormActions } from "@sallyport/ui/form";

export function BrokenPage() {
  return (
    <DoorPage
      title="Something went wrong"
      lead="This page stopped working. Your saved data is safe. Load the page again. If that doesn't help, tell an administrator."
    >
      <FormActions>
        <Button variant="primary" onClick={() => window.location.reload()}>
          Load the page again
        </Button>
      </FormActions>
    </DoorPage>
  );
}
