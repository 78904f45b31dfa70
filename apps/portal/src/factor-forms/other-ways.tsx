import type { FactorMethod } from "@sallyport/contract/sign-in";
import { Button } from "@sallyport/ui/button";
import { OtherWay } from "./other-way.tsx";

const invitations: Readonly<Record<FactorMethod, string>> = {
  passkey: "Use a passkey",
  totp: "Use your authenticator app",
  "recovery-code": "Use a recovery code",
};

interface OtherWaysProps {
  methods: readonly FactorMethod[];
  onChoose: (method: FactorMethod) => void;
}

export function OtherWays({ methods, onChoose }: OtherWaysProps) {
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
