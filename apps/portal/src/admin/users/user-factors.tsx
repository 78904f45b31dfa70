import type { UserSecurity } from "@sallyport/contract/user-security";
import type { User } from "@sallyport/contract/users";
import { Badge } from "@sallyport/ui/badge";
import { Button } from "@sallyport/ui/button";
import { useToast } from "@sallyport/ui/toast";
import { type RefObject, useState } from "react";
import { FactorUse } from "../../security/factor-use.tsx";
import { Row, RowList } from "../../security/row-list.tsx";
import { SecuritySection } from "../../security/security-section.tsx";
import { useMay } from "../role.ts";
import { CodesOfUser } from "./codes-of-user.tsx";
import { type HeldFactor, heldFactors } from "./held-factors.ts";
import { RemoveFactorQuestion } from "./remove-factor-question.tsx";

interface UserFactorsProps {
  user: User;
  security: UserSecurity;
  heading: RefObject<HTMLHeadingElement | null>;
  onReset: (() => void) | null;
}

export function UserFactors({ user, security, heading, onReset }: UserFactorsProps) {
  const mayRemove = useMay("help-desk");
  const factors = heldFactors(security);
  const [chosen, setChosen] = useState<HeldFactor>();
  const [isAsking, setAsking] = useState(false);
  const toast = useToast();
  return (
    <SecuritySection
      title="Second factors"
      lead="If you remove one, the user's sessions end and a mail tells the user."
      heading={heading}
      action={
        mayRemove && onReset && factors.length > 0 ? (
          <Button variant="danger" onClick={onReset}>
            Reset authenticator
          </Button>
        ) : null
      }
    >
      <RowList label="Second factors" items={factors} ifNone="The user has not set up a second factor.">
        {(factor) => (
          <Row
            name={factor.name}
            badge={
              <>
                <Badge tone="neutral">{kinds[factor.kind]}</Badge>
                {factor.isDisabled ? <Badge tone="danger">Disabled after too many wrong codes</Badge> : null}
              </>
            }
            facts={
              <FactorUse addedAt={factor.addedAt} lastUsedAt={factor.lastUsedAt}>
                {factor.lastUsedFrom === null ? null : ` from ${factor.lastUsedFrom}`}
              </FactorUse>
            }
            factsId={factsIdOf(factor)}
            buttons={
              mayRemove ? (
                <Button
                  aria-describedby={factsIdOf(factor)}
                  onClick={() => {
                    setChosen(factor);
                    setAsking(true);
                  }}
                >
                  Remove <span className="visually-hidden">{factor.name}</span>
                </Button>
              ) : null
            }
          />
        )}
      </RowList>
      <CodesOfUser recoveryCodes={security.recoveryCodes} />
      {chosen ? (
        <RemoveFactorQuestion
          key={chosen.id}
          user={user}
          factor={chosen}
          others={factors.filter(({ id }) => id !== chosen.id)}
          isOpen={isAsking}
          onClose={() => setAsking(false)}
          onDone={() => {
            setAsking(false);
            toast(`“${chosen.name}” is removed. The sessions of ${user.name} have ended.`);
          }}
          fallbackFocus={heading}
        />
      ) : null}
    </SecuritySection>
  );
}

const kinds = { app: "Authenticator app", passkey: "Passkey" };
const factsIdOf = ({ id }: HeldFactor) => `facts-of-${id}`;
