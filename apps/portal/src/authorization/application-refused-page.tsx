import { ApplicationRefusal } from "@sallyport/contract/authorization";
import { LinkButton } from "@sallyport/ui/button";
import { DoorPage } from "@sallyport/ui/door-page";
import { FormActions } from "@sallyport/ui/form";
import type { ReactNode } from "react";
import { useSearchParams } from "react-router";
import { SupportContact } from "../page/support-contact.tsx";

interface Words {
  title: string;
  what: string;
  toDo: ReactNode;
}

const forAdministrators = "Tell an administrator. What to change:";

/** Says who must change what. The page shows no text from its address, because an attacker can choose that text. */
const words: Readonly<Record<ApplicationRefusal, Words>> = {
  "unknown-application": {
    title: "This application isn't registered",
    what: "It sent you here with a client ID that this portal doesn't know.",
    toDo: `${forAdministrators} the client ID in the application's configuration must be the one that the page of the application in the console shows.`,
  },
  "unknown-address": {
    title: "The application asked for an address that isn't allowed",
    what: "It wants you to return to an address that isn't registered for it.",
    toDo: `${forAdministrators} the page of the application in the console shows the address, and can allow it.`,
  },
  "bad-request": {
    title: "The application's request has a mistake",
    what: "The portal can't read what the application asks for.",
    toDo: "Open the application again. If that doesn't help, tell an administrator: the configuration of the application must be corrected.",
  },
  over: {
    title: "This login is over",
    what: "It took too long, is already finished, or was started in another browser.",
    toDo: "Start again at the application.",
  },
  "too-many": {
    title: "Too many logins were started",
    what: "Your network has started very many logins within a minute.",
    toDo: "Wait a minute, then open the application again. If that doesn't help, tell an administrator.",
  },
  unavailable: {
    title: "The login doesn't work right now",
    what: "The fault is in the portal, not in the application.",
    toDo: "Wait a moment, then open the application again. If that doesn't help, tell an administrator.",
  },
};

export function ApplicationRefusedPage() {
  const [query] = useSearchParams();
  const { title, what, toDo } =
    words[ApplicationRefusal.safeParse(query.get("reason")).data ?? "bad-request"];
  return (
    <DoorPage title={title} lead={what}>
      <p>{toDo}</p>
      <SupportContact />
      <FormActions>
        <LinkButton variant="primary" href="/">
          Go to your applications
        </LinkButton>
      </FormActions>
    </DoorPage>
  );
}
