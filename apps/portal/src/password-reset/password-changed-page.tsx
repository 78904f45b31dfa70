import { LinkButton } from "@sallyport/ui/button";
import { DoorPage } from "@sallyport/ui/door-page";
import { FormActions } from "@sallyport/ui/form";
import { realms } from "../sign-in/realms.ts";
import type { Accepted } from "./choose-new-password-page.tsx";

export function PasswordChangedPage({ realm, login }: Accepted) {
  return (
    <DoorPage
      title="Your password is changed."
      lead={
        <p>
          Log in with it as <strong>{login}</strong>. If your account has a second step, it is asked for as
          before.
        </p>
      }
    >
      <FormActions>
        <LinkButton variant="primary" href={realms[realm].root}>
          Go to login
        </LinkButton>
      </FormActions>
    </DoorPage>
  );
}
