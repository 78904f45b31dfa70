import type { Realm } from "@sallyport/contract/text";
import { LinkButton } from "@sallyport/ui/button";
import { DoorPage } from "@sallyport/ui/door-page";
import { FormActions } from "@sallyport/ui/form";
import { useQueryClient } from "@tanstack/react-query";
import { type ReactNode, useEffect } from "react";
import { realms } from "./realms.ts";

interface GoToLoginPageProps {
  title: string;
  lead: ReactNode;
  realm: Realm;
  children?: ReactNode;
}

export function GoToLoginPage({ title, lead, realm, children }: GoToLoginPageProps) {
  const client = useQueryClient();
  useEffect(() => client.removeQueries({ queryKey: ["whereabouts", realm] }), [client, realm]);
  return (
    <DoorPage title={title} lead={lead}>
      {children}
      <FormActions>
        <LinkButton variant="primary" href={realms[realm].root}>
          Go to login
        </LinkButton>
      </FormActions>
    </DoorPage>
  );
}
