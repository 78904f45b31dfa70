import { LinkButton } from "@sallyport/ui/button";
import { DoorPage } from "@sallyport/ui/door-page";
import { FormActions } from "@sallyport/ui/form";
import { useLocation } from "react-router";
import { realmAt, realms } from "./realms.ts";

export function NotFoundPage() {
  const { pathname } = useLocation();
  return (
    <DoorPage
      title="Page not found"
      lead="There is no page at this address. Check that you typed it correctly."
    >
      <FormActions>
        <LinkButton variant="primary" href={realms[realmAt(pathname)].root}>
          Go to the start page
        </LinkButton>
      </FormActions>
    </DoorPage>
  );
}
