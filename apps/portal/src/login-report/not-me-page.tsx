import { call } from "@sallyport/contract/call";
import type { Reply } from "@sallyport/contract/endpoint";
import { openLoginReport, type reportLogin } from "@sallyport/contract/login-report";
import { Link } from "@sallyport/ui/link";
import { useState } from "react";
import { GoToLoginPage } from "../page/go-to-login-page.tsx";
import { realms } from "../page/realms.ts";
import { BrokenLinkPage } from "../secret-link/broken-link-page.tsx";
import { OpenedLink } from "../secret-link/opened-link.tsx";
import { ReportLoginPage, title } from "./report-login-page.tsx";

type Reported = Reply<typeof reportLogin>;

export function NotMePage() {
  const [reported, setReported] = useState<Reported>();
  if (reported)
    return (
      <GoToLoginPage
        title="Check your e-mail"
        lead={
          <p>
            All sessions of <strong>{reported.email}</strong> have ended. The account is closed until you
            choose a new password with the link in our mail. The link works for one hour.
          </p>
        }
        realm={reported.realm}
      >
        <p>
          After that, open My security and remove apps and passkeys that aren't yours. If your e-mail isn't
          safe either, tell an administrator at once.
        </p>
      </GoToLoginPage>
    );
  return (
    <OpenedLink
      title={title}
      open={(token, signal) => call(openLoginReport, { body: { token } }, signal)}
      ifBroken={<BrokenLinkPage whatToDo={<ChooseAnyway />} loginHref="/" />}
    >
      {({ opened, token, forgetToken }) => (
        <ReportLoginPage
          token={token}
          login={opened}
          onReported={(answer) => {
            setReported(answer);
            forgetToken();
          }}
        />
      )}
    </OpenedLink>
  );
}

/**
 * Offers both kinds of account, because the page can't know whether the link was a user's or an
 * administrator's.
 */
function ChooseAnyway() {
  return (
    <>
      The link also ends when a new password is chosen. If the login wasn't yours and you have no new password
      yet, <Link href={realms.user.forgotPassword}>choose one now</Link>. If you are an administrator,{" "}
      <Link href={realms.administrator.forgotPassword}>choose one here</Link>.
    </>
  );
}
