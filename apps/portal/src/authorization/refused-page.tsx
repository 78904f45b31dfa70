import type { AuthorizationRefusal } from "@sallyport/contract/authorization";
import { LinkButton } from "@sallyport/ui/button";
import { DoorPage } from "@sallyport/ui/door-page";
import { FormActions } from "@sallyport/ui/form";
import { useMe } from "../page/me.ts";
import { SupportContact } from "../page/support-contact.tsx";
import { WaysOut } from "./ways-out.tsx";

interface RefusedPageProps {
  id: string;
  application: string;
  reason: AuthorizationRefusal;
}

export function RefusedPage({ id, application, reason }: RefusedPageProps) {
  const { email } = useMe();
  const footer = <WaysOut id={id} application={application} />;
  const who = (
    <>
      You are logged in as <strong>{email}</strong>.
    </>
  );
  if (reason === "other-account")
    return (
      <DoorPage
        title={`${application} asks for another account`}
        lead={
          <p>
            {who} Choose “Use another account”, and log in with the account that you use in{" "}
            <bdi>{application}</bdi>.
          </p>
        }
        footer={footer}
      >
        <SupportContact />
      </DoorPage>
    );
  return (
    <DoorPage
      title={`You can't open ${application}`}
      lead={
        <p>
          {who} This account has no access to <bdi>{application}</bdi>.
        </p>
      }
      footer={footer}
    >
      <p>If you need it, ask an administrator to give you access. Then open it again.</p>
      <SupportContact />
      <FormActions>
        <LinkButton variant="primary" href="/">
          Go to your applications
        </LinkButton>
      </FormActions>
    </DoorPage>
  );
}
