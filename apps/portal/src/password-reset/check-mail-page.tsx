import { Button } from "@sallyport/ui/button";
import { DoorPage } from "@sallyport/ui/door-page";
import { FormActions } from "@sallyport/ui/form";
import { Link } from "@sallyport/ui/link";
import { use } from "react";
import { PurposeContext } from "../page/purpose.ts";
import { SupportContact } from "../page/support-contact.tsx";

interface CheckMailPageProps {
  login: string;
  loginHref: string;
  onAskAgain: () => void;
}

/** Shows the same text for every login name, so it doesn't reveal whether an account exists. */
export function CheckMailPage({ login, loginHref, onAskAgain }: CheckMailPageProps) {
  const purpose = use(PurposeContext);
  return (
    <DoorPage
      title="Check your e-mail"
      lead={
        <p>
          If there is an account for <strong>{login}</strong>, a mail with a link is on its way.
        </p>
      }
      footer={<Link href={loginHref}>Back to login</Link>}
    >
      <p>The link works once, for one hour. If you asked more than once, only the newest link works.</p>
      <p>
        No mail after five minutes? Check your spam folder and the spelling above, then ask again. If no mail
        arrives, ask an administrator. The account may be suspended or have another address.
      </p>
      {purpose === null ? null : (
        <p>
          Then come back to this page to open <bdi>{purpose.application}</bdi>.
        </p>
      )}
      <SupportContact />
      <FormActions>
        <Button onClick={onAskAgain}>Ask again</Button>
      </FormActions>
    </DoorPage>
  );
}
