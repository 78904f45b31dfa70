import { submitPassword } from "@sallyport/contract/sign-in";
import type { Realm } from "@sallyport/contract/text";
import { DoorPage } from "@sallyport/ui/door-page";
import { Link } from "@sallyport/ui/link";
import { Notice } from "@sallyport/ui/notice";
import { PasswordField } from "@sallyport/ui/password-field";
import { use } from "react";
import { useAbout } from "../api/about.ts";
import type { Ended } from "../api/ended.ts";
import { isTypingKept } from "../api/kept-typing.ts";
import { useSubmitPassword } from "../api/moves.ts";
import { LoginField } from "../form/login-field.tsx";
import { SubmitForm } from "../form/submit-form.tsx";
import { useForm } from "../form/use-form.ts";
import { OrganisationLogo } from "../page/organisation-logo.tsx";
import { forgotPasswordHere, PurposeContext } from "../page/purpose.ts";
import { otherRealm, realms } from "../page/realms.ts";
import { SupportContact } from "../page/support-contact.tsx";
import { knowsPasskeys } from "../passkey/passkey.ts";
import { PasskeyLogin } from "./passkey-login.tsx";

const endings = {
  "sign-in": "Your login took too long and has expired. Log in again.",
  "set-up": "Your login took too long and has expired. Log in again in this browser to continue your set-up.",
  session: "Your session has ended. Log in again.",
};

const blame = { "wrong-credentials": { field: "password" } };

export function LoginPage({ realm, ended }: { realm: Realm; ended: Ended }) {
  const organisation = useAbout().data?.organisation;
  const purpose = use(PurposeContext);
  const submitting = useSubmitPassword(realm);
  const form = useForm({
    schema: submitPassword.body,
    mutation: submitting,
    blame,
    takesFocus: true,
  });
  const { loginTitle, forgotPassword } = realms[realm];
  const other = realms[otherRealm(realm)];

  return (
    <DoorPage
      title={loginTitle}
      lead={
        <>
          <OrganisationLogo />
          {organisation}
          {purpose === null ? null : (
            <p>
              {purpose.isTrial ? "Log in as a user to try " : "Log in to open "}
              <bdi>{purpose.application}</bdi>
            </p>
          )}
        </>
      }
      footer={
        <>
          <Link href={purpose === null ? forgotPassword : `?${forgotPasswordHere}`}>
            Forgot your password?
          </Link>
          {purpose === null ? <Link href={other.root}>{other.loginTitle}</Link> : null}
        </>
      }
    >
      {/* Screen readers read a notice with the tone "warning", even if the first field takes the focus. */}
      {ended === null ? null : (
        <Notice tone="warning">
          {endings[ended]}
          {isTypingKept(realm) ? " The form that you were filling in is saved in this tab." : null}
        </Notice>
      )}
      <SubmitForm form={form} button="Log in">
        <LoginField
          label={realms[realm].loginField}
          field={{
            ...form.field("login"),
            ...(purpose?.loginHint ? { defaultValue: purpose.loginHint } : {}),
          }}
          suggestsPasskeys
        />
        <PasswordField label="Password" {...form.field("password")} />
      </SubmitForm>
      {submitting.error ? <SupportContact /> : null}
      {knowsPasskeys ? <PasskeyLogin realm={realm} isFormBusy={form.isBusy} /> : null}
    </DoorPage>
  );
}
