import type { Security } from "@sallyport/contract/security";
import type { Realm } from "@sallyport/contract/text";
import { Notice } from "@sallyport/ui/notice";
import type { ReactNode } from "react";
import { LogInAgain } from "../proof/log-in-again.tsx";
import { type Advice, adviceOn } from "./advice.ts";

const words: Readonly<Record<Exclude<Advice, "log-in-again">, { title: string; why: string }>> = {
  "add-a-factor": {
    title: "Only a password protects your account",
    why: "Add a passkey or an authenticator app, so that a stolen password isn't enough to log in.",
  },
  "save-recovery-codes": {
    title: "You have no saved recovery codes",
    why: "If you lose your app or passkey, only an administrator can help you log in. With recovery codes, you can do it yourself.",
  },
};

export function AdviceNotice({
  realm,
  security,
  action,
}: {
  realm: Realm;
  security: Security;
  action?: (advice: Advice) => ReactNode;
}) {
  const advice = adviceOn(security);
  if (advice === null) return null;
  if (advice === "log-in-again") return <LogInAgain realm={realm} />;
  const { title, why } = words[advice];
  return (
    <Notice tone="info" title={title} action={action?.(advice)}>
      {why}
    </Notice>
  );
}
