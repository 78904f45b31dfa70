import type { Realm } from "@sallyport/contract/text";
import { LinkButton } from "@sallyport/ui/button";
import { DoorPage } from "@sallyport/ui/door-page";
import { FormActions } from "@sallyport/ui/form";
import { realms } from "../page/realms.ts";
import { UnfinishedLogins } from "../secret-link/unfinished-logins.tsx";

/** For a user who adds a first factor by choice, or because an application needs one. */
export function ConfirmedLinkPage({ realm }: { realm: Realm }) {
  const { root } = realms[realm];
  return (
    <DoorPage
      title="You can add a second factor now"
      lead="Go back to the tab in which you began, or continue here."
    >
      {realm === "user" ? <UnfinishedLogins /> : null}
      <FormActions>
        <LinkButton variant="primary" href={root === "/" ? "/security" : `${root}/security`}>
          Go to My security
        </LinkButton>
      </FormActions>
    </DoorPage>
  );
}
