import { type Application, ApplicationChanges } from "@sallyport/contract/applications/applications";
import { SelectField } from "@sallyport/ui/select-field";
import { useToast } from "@sallyport/ui/toast";
import { useState } from "react";
import { SubmitForm } from "../../form/submit-form.tsx";
import { useForm } from "../../form/use-form.ts";
import { useMay } from "../role.ts";
import { useChangeApplication } from "./application-acts.ts";
import css from "./application-page.module.css";
import { notSetUpText, secondFactorWords } from "./application-text.ts";

const options = [
  { value: "account", label: secondFactorWords.account },
  { value: "always", label: secondFactorWords.always },
] as const;

export function SecondFactorForm({ application }: { application: Application }) {
  const toast = useToast();
  const mayChange = useMay("administrator");
  const [secondFactor, setSecondFactor] = useState(application.secondFactor);
  const form = useForm({
    schema: { safeParse: () => ApplicationChanges.safeParse({ secondFactor }) },
    mutation: useChangeApplication(application, ({ name }) =>
      toast(`The second factor of ${name} is saved.`),
    ),
  });
  const consequence =
    secondFactor === "always"
      ? notSetUpText(application.users)
      : "A user who logs in with only a password can use the application, unless the account requires more.";
  if (!mayChange)
    return (
      <p>
        {secondFactorWords[secondFactor]}. {consequence}
      </p>
    );
  return (
    <div className={css.box}>
      <SubmitForm
        form={form}
        button="Save second factor"
        variant={secondFactor === application.secondFactor ? "secondary" : "primary"}
      >
        <SelectField
          label="When it is needed"
          value={secondFactor}
          onChange={setSecondFactor}
          options={options}
          hint={consequence}
        />
      </SubmitForm>
    </div>
  );
}
