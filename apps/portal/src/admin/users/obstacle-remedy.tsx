import type { User } from "@sallyport/contract/users";
import { Button } from "@sallyport/ui/button";
import { useToast } from "@sallyport/ui/toast";
import type { RefObject } from "react";
import { useMay } from "../role.ts";
import { ActButton } from "./act-button.tsx";
import type { Remedy } from "./obstacles.ts";
import { useAcceptCodes, useInviteAgain, useSendPasswordReset, useSetState, useUnlock } from "./user-acts.ts";

export type Question = "extend" | "shorten" | "reset";

export interface RemedyProps {
  user: User;
  onAsk: (question: Question) => void;
  heading: RefObject<HTMLHeadingElement | null>;
}

export function ObstacleRemedy({ remedy, ...props }: RemedyProps & { remedy: Remedy }) {
  const mayHelp = useMay("help-desk");
  const mayActivate = useMay("administrator");
  const isAllowed = remedy === "activate" ? mayActivate : mayHelp;
  if (!isAllowed) return <p>{words[remedy]}</p>;
  switch (remedy) {
    case "accept-codes":
      return <AcceptCodes {...props} />;
    case "activate":
      return <Activate {...props} />;
    case "extend":
      return <Button onClick={() => props.onAsk("extend")}>Extend</Button>;
    case "invite":
      return <InviteAgain {...props} />;
    case "reset":
      return <Button onClick={() => props.onAsk("reset")}>Reset authenticator</Button>;
    case "send-reset":
      return <SendReset {...props} />;
    case "unlock":
      return <Unlock {...props} />;
  }
}

const words: Record<Remedy, string> = {
  "accept-codes": "A help desk can accept the codes again.",
  activate: "An administrator can activate the account.",
  extend: "A help desk can extend the deadline.",
  invite: "A help desk can send the invitation again.",
  reset: "A help desk can reset the authenticator.",
  "send-reset": "The user chooses a new password. A help desk can mail a link for it.",
  unlock: "A help desk can unlock the account.",
};

function AcceptCodes({ user: { id, name }, heading }: RemedyProps) {
  const toast = useToast();
  const act = useAcceptCodes(id, () => {
    toast(`Passcodes of ${name} work again.`);
    heading.current?.focus();
  });
  return (
    <>
      <p>No code that was used works a second time.</p>
      <ActButton act={act}>Accept codes again</ActButton>
    </>
  );
}

function Activate({ user: { id, name }, heading }: RemedyProps) {
  const toast = useToast();
  const act = useSetState(id, "active", () => {
    toast(`${name} may log in again.`);
    heading.current?.focus();
  });
  return <ActButton act={act}>Activate</ActButton>;
}

function InviteAgain({ user: { id, email } }: RemedyProps) {
  const toast = useToast();
  const act = useInviteAgain(id, () => toast(`An invitation is on its way to ${email}.`));
  return (
    <>
      <p>The user chooses one through the mailed invitation. A new invitation ends older links.</p>
      <ActButton act={act}>Send invitation again</ActButton>
    </>
  );
}

function SendReset({ user: { id, email } }: RemedyProps) {
  const toast = useToast();
  const act = useSendPasswordReset(id, () => toast(`A link for a new password is on its way to ${email}.`));
  return (
    <>
      <p>All sessions have ended. The account opens again when the user chooses a new password.</p>
      <ActButton act={act}>Mail a link</ActButton>
    </>
  );
}

function Unlock({ user: { id, name }, heading }: RemedyProps) {
  const toast = useToast();
  const act = useUnlock(id, () => {
    toast(`${name} is unlocked.`);
    heading.current?.focus();
  });
  return <ActButton act={act}>Unlock</ActButton>;
}
