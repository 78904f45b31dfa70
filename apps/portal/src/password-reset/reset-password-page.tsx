import { call } from "@sallyport/contract/call";
import { openPasswordReset } from "@sallyport/contract/password-reset";
import { Link } from "@sallyport/ui/link";
import { useState } from "react";
import { GoToLoginPage } from "../page/go-to-login-page.tsx";
import { realms } from "../page/realms.ts";
import { BrokenLinkPage } from "../secret-link/broken-link-page.tsx";
import { OpenedLink } from "../secret-link/opened-link.tsx";
import { UnfinishedLogins } from "../secret-link/unfinished-logins.tsx";
import { type Accepted, ChooseNewPasswordPage, title } from "./choose-new-password-page.tsx";

export function ResetPasswordPage() {
  const [accepted, setAccepted] = useState<Accepted>();
  if (accepted)
    return (
      <GoToLoginPage
        title="Your password is changed."
        lead={
          <p>
            Log in with the new password as <strong>{accepted.login}</strong>. If you have a second factor,
            you still need it.
          </p>
        }
        realm={accepted.realm}
      >
        {accepted.realm === "user" ? <UnfinishedLogins /> : null}
      </GoToLoginPage>
    );
  return (
    <OpenedLink
      title={title}
      open={(token, signal) => call(openPasswordReset, { body: { token } }, signal)}
      ifBroken={<BrokenLinkPage whatToDo={<AskAgain />} loginHref="/" />}
    >
      {({ opened, token, forgetToken }) => (
        <ChooseNewPasswordPage
          token={token}
          reset={opened}
          onAccepted={(answer) => {
            setAccepted(answer);
            forgetToken();
          }}
        />
      )}
    </OpenedLink>
  );
}

/**
 * Offers both kinds of account, because the page can't know whether the token was a user's or an
 * administrator's.
 */
function AskAgain() {
  return (
    <>
      <Link href={realms.user.forgotPassword}>Ask for a new link</Link>. If you are an administrator,{" "}
      <Link href={realms.administrator.forgotPassword}>ask here</Link>.
    </>
  );
}
