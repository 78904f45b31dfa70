import type { Whereabouts } from "@sallyport/contract/sign-in";
import type { Realm } from "@sallyport/contract/text";
import { Button } from "@sallyport/ui/button";
import { DoorPage } from "@sallyport/ui/door-page";
import { InstallStep } from "./install-step.tsx";
import { NewPasskeyStep } from "./new-passkey-step.tsx";
import { Postpone } from "./postpone.tsx";
import { ScanStep } from "./scan-step.tsx";
import css from "./set-up.module.css";
import { useSetUpStep } from "./set-up-step.ts";
import { TicketStep } from "./ticket-step.tsx";

const stepNames = {
  ticket: "Open the set-up link",
  install: "Install an authenticator app",
  scan: "Scan the QR code",
  passkey: "Set up a passkey",
} as const;

interface SetUpPageProps {
  realm: Realm;
  here: Extract<Whereabouts, { at: "set-up" }>;
  onLeave: () => void;
}

export function SetUpPage({ realm, here, onLeave }: SetUpPageProps) {
  const { step: chosen, goTo } = useSetUpStep();
  const step = here.needsSetUpLink ? "ticket" : chosen;
  return (
    <DoorPage
      key={step}
      title="Set up Multi-Factor Authentication"
      step={stepNames[step]}
      lead={
        <p>
          Set up a second factor for <strong>{here.me.email}</strong>. Your administrator requires it when you
          log in.
        </p>
      }
      footer={
        <>
          <span className={css.who}>{here.me.email}</span>
          <Button variant="quiet" onClick={onLeave}>
            Log out
          </Button>
        </>
      }
    >
      {step === "ticket" ? <TicketStep realm={realm} email={here.me.email} /> : null}
      {step === "install" ? (
        <InstallStep onNext={() => goTo("scan")} onPasskey={() => goTo("passkey")} />
      ) : null}
      {step === "scan" ? <ScanStep realm={realm} onBack={() => goTo("install")} /> : null}
      {step === "passkey" ? <NewPasskeyStep realm={realm} onBack={() => goTo("install")} /> : null}
      {here.mayPostpone && here.enrolBy !== null ? <Postpone realm={realm} enrolBy={here.enrolBy} /> : null}
    </DoorPage>
  );
}
