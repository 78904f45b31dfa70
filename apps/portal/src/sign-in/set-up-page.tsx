import type { Whereabouts } from "@sallyport/contract/sign-in";
import type { Realm } from "@sallyport/contract/text";
import { Button } from "@sallyport/ui/button";
import { DoorPage } from "@sallyport/ui/door-page";
import { InstallStep } from "./install-step.tsx";
import { Postpone } from "./postpone.tsx";
import { ScanStep } from "./scan-step.tsx";
import css from "./set-up.module.css";
import { useSetUpStep } from "./set-up-step.ts";

interface SetUpPageProps {
  realm: Realm;
  here: Extract<Whereabouts, { at: "set-up" }>;
  onLeave: () => void;
}

export function SetUpPage({ realm, here, onLeave }: SetUpPageProps) {
  const { step, goTo } = useSetUpStep();
  return (
    <DoorPage
      key={step}
      title="Set up Multi-Factor Authentication"
      lead="Your administrator requires a second step when you log in."
      footer={
        <>
          <span className={css.who}>{here.me.email}</span>
          <Button variant="quiet" onClick={onLeave}>
            Log out
          </Button>
        </>
      }
    >
      {step === "install" ? (
        <InstallStep onNext={() => goTo("scan")} />
      ) : (
        <ScanStep realm={realm} onBack={() => goTo("install")} />
      )}
      {here.mayPostpone && here.enrolBy !== null ? <Postpone realm={realm} enrolBy={here.enrolBy} /> : null}
    </DoorPage>
  );
}
