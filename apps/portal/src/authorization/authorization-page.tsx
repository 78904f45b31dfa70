import { useParams, useSearchParams } from "react-router";
import { problemOf } from "../api/problem-of.ts";
import { forgotPasswordHere, PurposeContext } from "../page/purpose.ts";
import { TryAgainPage } from "../page/try-again-page.tsx";
import { WaitingPage } from "../page/waiting-page.tsx";
import { ForgotPasswordPage } from "../password-reset/forgot-password-page.tsx";
import { SignIn } from "../sign-in/sign-in.tsx";
import { AuthorizationLayout } from "./authorization-layout.tsx";
import { isOver, useAsked } from "./authorization-queries.ts";
import { LogOutPage } from "./log-out-page.tsx";
import { StartAgainPage } from "./start-again-page.tsx";

/** The address names the request, so a reload or another tab continues the same login. */
export function AuthorizationPage() {
  const { id = "" } = useParams();
  const [query] = useSearchParams();
  const asked = useAsked(id);
  if (asked.isPending) return <WaitingPage />;
  if (asked.isError)
    return isOver(asked.error) ? (
      <StartAgainPage />
    ) : (
      <TryAgainPage
        title="Couldn't load this login"
        problem={problemOf(asked.error)}
        isBusy={asked.isFetching}
        onTryAgain={() => void asked.refetch()}
      />
    );
  const { application, loginHint, isLogOut } = asked.data;
  if (isLogOut || application === null) return <LogOutPage id={id} application={application?.name ?? null} />;
  return (
    <PurposeContext value={{ application: application.name, loginHint, isTrial: application.isTrial }}>
      {query.has(forgotPasswordHere) ? (
        <ForgotPasswordPage realm="user" loginHref={`/authorize/${id}`} />
      ) : (
        <SignIn realm="user" inside={AuthorizationLayout} isOwnPage />
      )}
    </PurposeContext>
  );
}
