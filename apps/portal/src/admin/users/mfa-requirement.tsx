import type { User } from "@sallyport/contract/users";
import { Checkbox } from "@sallyport/ui/checkbox";
import type { UsedField } from "../../form/use-form.ts";
import { MfaFacts } from "./mfa-facts.tsx";
import { SetUpDaysField } from "./set-up-days-field.tsx";
import type { RequirementChoice } from "./user-draft.ts";

interface MfaRequirementProps {
  user: User;
  choice: RequirementChoice;
  onChange: (choice: RequirementChoice) => void;
  daysField: UsedField;
  isDisabled: boolean;
}

/** Asks for the days only if the requirement is new for this user. Otherwise the deadline stays. */
export function MfaRequirement({ user, choice, onChange, daysField, isDisabled }: MfaRequirementProps) {
  const { isRequired } = choice;
  const { isRequired: isInForce, isRequiredForUser, isEnrolled } = user.mfa;
  const isNew = isRequired && !isRequiredForUser;
  return (
    <>
      <Checkbox
        label="Require Multi-Factor Authentication on Login Portal"
        isChecked={isRequired}
        isDisabled={isDisabled}
        onChange={(isNowRequired) => onChange({ ...choice, isRequired: isNowRequired })}
        hint="Until the deadline, the user can choose “Set up later” at each login. After that, the account is locked."
      />
      {isNew ? (
        <SetUpDaysField
          label="Days to set up"
          days={choice.days}
          onChange={(days) => onChange({ ...choice, days })}
          start={
            user.state === "staged"
              ? "The days start when the user accepts the invitation."
              : "The days start when you save."
          }
          field={daysField}
        />
      ) : null}
      <MfaFacts user={user} />
      {isInForce && !isRequiredForUser ? (
        <p>A group of this user requires MFA, whether or not this is ticked.</p>
      ) : null}
      {isRequired && isRequiredForUser && !isEnrolled ? (
        <p>Saving doesn't move the deadline. To move it, use Extend or Shorten on the tab Security.</p>
      ) : null}
    </>
  );
}
