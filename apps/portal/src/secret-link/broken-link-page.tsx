import { LinkButton } from "@sallyport/ui/button";
import { DoorPage } from "@sallyport/ui/door-page";
import { FormActions } from "@sallyport/ui/form";
import type { ReactNode } from "react";
import { SupportContact } from "../page/support-contact.tsx";
import { OtherAccountNotice } from "./other-account-notice.tsx";

interface BrokenLinkPageProps {
  title?: string;
  lead?: string;
  whatToDo: ReactNode;
  loginHref: "/" | "/admin";
}

export function BrokenLinkPage({
  title = "This link doesn't work",
  lead = "It was already used, has expired, was replaced by a newer one, or is incomplete.",
  whatToDo,
  loginHref,
}: BrokenLinkPageProps) {
  return (
    <DoorPage title={title} lead={lead}>
      <OtherAccountNotice realm={loginHref === "/" ? "user" : "administrator"} />
      <p>{whatToDo}</p>
      <SupportContact />
      <FormActions>
        <LinkButton href={loginHref}>Go to login</LinkButton>
      </FormActions>
    </DoorPage>
  );
}
