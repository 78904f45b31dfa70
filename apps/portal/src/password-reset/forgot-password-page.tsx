import type { Realm } from "@sallyport/contract/text";
import { useState } from "react";
import { AskForLinkPage } from "./ask-for-link-page.tsx";
import { CheckMailPage } from "./check-mail-page.tsx";

export function ForgotPasswordPage({ realm }: { realm: Realm }) {
  const [askedFor, setAskedFor] = useState<string>();
  if (askedFor === undefined) return <AskForLinkPage realm={realm} onAsked={setAskedFor} />;
  return <CheckMailPage realm={realm} login={askedFor} onAskAgain={() => setAskedFor(undefined)} />;
}
