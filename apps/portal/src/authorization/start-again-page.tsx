import { LinkButton } from "@sallyport/ui/button";
import { DoorPage } from "@sallyport/ui/door-page";
import { FormActions } from "@sallyport/ui/form";
import { useOwnApplications } from "../api/own-applications.ts";

/** For a login that has expired, is finished, or was started in another browser. */
export function StartAgainPage({ name = "the application", address }: { name?: string; address?: string }) {
  return (
    <DoorPage
      title="This login is over"
      lead={`It took too long, is already finished, or was started in another browser. Start again at ${name}.`}
    >
      <FormActions>
        {address === undefined ? null : (
          <LinkButton variant="primary" href={address}>
            <span>
              Open <bdi>{name}</bdi>
            </span>
          </LinkButton>
        )}
        <LinkButton variant={address === undefined ? "primary" : "secondary"} href="/">
          Go to your applications
        </LinkButton>
      </FormActions>
    </DoorPage>
  );
}

/** If a user is logged in, the page also has a link to the application. */
export function StartAgainAt({ application: { id, name } }: { application: { id: string; name: string } }) {
  const own = useOwnApplications().data?.applications.find((one) => one.id === id);
  return <StartAgainPage name={name} {...(own ? { address: own.address } : {})} />;
}
