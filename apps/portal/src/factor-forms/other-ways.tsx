import type { SecondStepMethod } from "@sallyport/contract/sign-in";
import { Button } from "@sallyport/ui/button";
import { OtherWay } from "./other-way.tsx";

const invitations: Readonly<Record<SecondStepMethod, string>> = {
  passkey: "Use a passkey",
  totp: "Use your authenticator app",
  "recovery-code": "Use a recovery code",
  "bypass-code": "Use a code from your administrator",
};

interface OtherWaysProps<Method> {
  methods: readonly Method[];
  onChoose: (method: Method) => void;
}

export function OtherWays<Method extends SecondStepMethod>({ methods, onChoose }: OtherWaysProps<Method>) {
  return (
    <OtherWay>
      <h2>Use another way</h2>
      {methods.map((method) => (
        <Button key={method} onClick={() => onChoose(method)}>
          {invitations[method]}
        </Button>
      ))}
    </OtherWay>
  );
}
