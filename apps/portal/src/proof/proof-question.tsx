import type { FactorMethod } from "@sallyport/contract/sign-in";
import { Notice } from "@sallyport/ui/notice";
import { useState } from "react";
import { OtherWays } from "../factor-forms/other-ways.tsx";
import { strongestHere } from "../factor-forms/strongest-here.ts";
import { Loaded } from "../page/loaded.tsx";
import { SupportContact } from "../page/support-contact.tsx";
import { LogInAgain } from "./log-in-again.tsx";
import { PasswordProof } from "./password-proof.tsx";
import { useHowToProve } from "./proof-acts.ts";
import { type ProofFormProps, proofForms } from "./proof-forms.tsx";

interface ProofQuestionProps extends ProofFormProps {
  why?: string;
}

export function ProofQuestion({
  realm,
  onProved,
  why = "This change affects the security of an account, so prove your identity first.",
}: ProofQuestionProps) {
  const ways = useHowToProve(realm);
  return (
    <>
      <p>{why}</p>
      <Loaded query={ways} what="this form">
        {({ methods }) =>
          methods.length === 0 ? (
            <LogInAgain realm={realm} />
          ) : methods.includes("password") ? (
            <PasswordProof realm={realm} onProved={onProved} />
          ) : (
            <FactorProof
              realm={realm}
              methods={methods.filter((method) => method !== "password")}
              onProved={onProved}
            />
          )
        }
      </Loaded>
    </>
  );
}

function FactorProof({ realm, methods, onProved }: ProofFormProps & { methods: readonly FactorMethod[] }) {
  const [chosen, setChosen] = useState(() => strongestHere(methods));
  if (chosen === undefined)
    return (
      <Notice tone="warning" title="You have no way to confirm that it's you">
        Ask an administrator to reset your factors, then log in and set them up again.
        <SupportContact />
      </Notice>
    );
  const Form = proofForms[chosen];
  const others = methods.filter((method) => method !== chosen);
  return (
    <>
      <Form realm={realm} onProved={onProved} />
      {others.length > 0 ? <OtherWays methods={others} onChoose={setChosen} /> : null}
    </>
  );
}
