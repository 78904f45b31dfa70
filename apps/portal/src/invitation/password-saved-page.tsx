import { LinkButton } from "@sallyport/ui/button";
import { DoorPage } from "@sallyport/ui/door-page";
import { FormActions } from "@sallyport/ui/form";
import type { Accepted } from "./choose-password-page.tsx";

export function PasswordSavedPage({ realm, login }: Accepted) {
  return (
    <DoorPage
      title="Your password is saved."
      lead={
        <p>
          Log in with it as <strong>{login}</strong>.
        </p>
      }
    >
      <FormActions>
        <LinkButton variant="primary" href={realm === "administrator" ? "/admin" : "/"}>
          Go to login
        </LinkButton>
      </FormActions>
    </DoorPage>
  );
}
