import { call } from "@sallyport/contract/call";
import type { Reply } from "@sallyport/contract/endpoint";
import { type ReportableLogin, reportLogin } from "@sallyport/contract/login-report";
import { Button, LinkButton } from "@sallyport/ui/button";
import { DoorPage } from "@sallyport/ui/door-page";
import { FormActions } from "@sallyport/ui/form";
import { Moment } from "@sallyport/ui/moment";
import { useMutation } from "@tanstack/react-query";
import { problemOf } from "../api/problem-of.ts";
import { RefusalNotice } from "../form/refusal-notice.tsx";
import { realms } from "../page/realms.ts";

interface ReportLoginPageProps {
  token: string;
  login: ReportableLogin;
  onReported: (reported: Reply<typeof reportLogin>) => void;
}

export const title = "Report a login";

/** Mail scanners open links, so opening this page must not report the login. The button reports the login. */
export function ReportLoginPage({ token, login, onReported }: ReportLoginPageProps) {
  const { realm, email, loggedInAt } = login;
  const reporting = useMutation({
    mutationFn: () => call(reportLogin, { body: { token } }),
    onSuccess: onReported,
  });
  return (
    <DoorPage
      title={title}
      lead={
        <p>
          A new browser logged in to <strong>{email}</strong> on <Moment at={loggedInAt} as="date-time" />.
        </p>
      }
    >
      <RefusalNotice problem={reporting.error && problemOf(reporting.error)} />
      <p>
        If it wasn't you, report it. All sessions end, yours too, and the password stops working. We'll mail
        you a link to choose a new one. Your apps and passkeys stay.
      </p>
      <FormActions>
        <Button variant="primary" isBusy={reporting.isPending} onClick={() => reporting.mutate()}>
          This wasn't me
        </Button>
        <LinkButton href={realms[realm].root}>It was me</LinkButton>
      </FormActions>
    </DoorPage>
  );
}
