import type { Realm } from "@sallyport/contract/text";
import { useState } from "react";
import { realms } from "../page/realms.ts";
import { AskForLinkPage } from "./ask-for-link-page.tsx";
import { CheckMailPage } from "./check-mail-page.tsx";

interface ForgotPasswordPageProps {
  realm: Realm;
  /** The page of the login that the user came from. */
  loginHref?: string;
}

export function ForgotPasswordPage({ realm, loginHref = realms[realm].root }: ForgotPasswordPageProps) {
  const [askedFor, setAskedFor] = useState<string>();
  if (askedFor === undefined)
    return <AskForLinkPage realm={realm} loginHref={loginHref} onAsked={setAskedFor} />;
  return <CheckMailPage login={askedFor} loginHref={loginHref} onAskAgain={() => setAskedFor(undefined)} />;
}
