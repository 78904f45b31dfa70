import type { SecondStepMethod, Whereabouts } from "@sallyport/contract/sign-in";
import type { Realm } from "@sallyport/contract/text";
import { Button } from "@sallyport/ui/button";
import { DoorPage } from "@sallyport/ui/door-page";
import { useState } from "react";
import { OtherWays } from "../factor-forms/other-ways.tsx";
import { strongestHere } from "../factor-forms/strongest-here.ts";
import { secondFactorForms } from "./second-factor-forms.tsx";

interface SecondFactorPageProps {
  realm: Realm;
  here: Extract<Whereabouts, { at: "second-factor" }>;
  onLeave: () => void;
}

const titles: Readonly<Record<SecondStepMethod, string>> = {
  passkey: "Passkey",
  totp: "One-time passcode",
  "recovery-code": "Recovery code",
  "bypass-code": "Code from your administrator",
};

export function SecondFactorPage({ realm, here, onLeave }: SecondFactorPageProps) {
  const [chosen, setChosen] = useState<SecondStepMethod>();
  const method = chosen ?? strongestHere(here.methods) ?? "totp";
  const Form = secondFactorForms[method];
  const others = here.methods.filter((other) => other !== method);
  return (
    <DoorPage
      title={titles[method]}
      lead={
        <p>
          Logging in as <strong>{here.me.email}</strong>
        </p>
      }
      footer={
        <Button variant="quiet" onClick={onLeave}>
          Use another account
        </Button>
      }
    >
      <Form realm={realm} here={here} />
      {others.length > 0 ? <OtherWays methods={others} onChoose={setChosen} /> : null}
    </DoorPage>
  );
}
