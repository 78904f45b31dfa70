import { LinkButton } from "@sallyport/ui/button";
import { DoorPage } from "@sallyport/ui/door-page";
import { FormActions } from "@sallyport/ui/form";

export function NotFoundPage() {
  return (
    <DoorPage title="Page not found" lead="There is nothing at this address. Perhaps it was typed wrongly.">
      <FormActions>
        <LinkButton variant="primary" href="/">
          Go to the start page
        </LinkButton>
      </FormActions>
    </DoorPage>
  );
}
