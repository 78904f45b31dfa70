import type { Realm } from "@sallyport/contract/text";
import { Button } from "@sallyport/ui/button";
import { page } from "@sallyport/ui/page";
import type { ComponentType } from "react";
import { Navigate, useLocation, useNavigate } from "react-router";
import { useLeave } from "../api/moves.ts";
import { problemOf } from "../api/problem-of.ts";
import { useWhereabouts } from "../api/whereabouts.ts";
import type { InsideProps } from "../page/inside.ts";
import { realms } from "../page/realms.ts";
import { TryAgainPage } from "../page/try-again-page.tsx";
import { WaitingPage } from "../page/waiting-page.tsx";
import { withoutQuestion } from "../page/without-question.ts";
import { linkTokenAt } from "../secret-link/link-token.ts";
import { LockedPage } from "./locked-page.tsx";
import { LoginPage } from "./login-page.tsx";
import { SecondFactorPage } from "./second-factor-page.tsx";
import { SetUpCompletePage } from "./set-up-complete-page.tsx";
import { useTidyUrl } from "./use-tidy-url.ts";

const SetUpPage = page(() => import("./set-up-page.tsx"), "SetUpPage");

interface SignInProps {
  realm: Realm;
  inside: ComponentType<InsideProps>;
  /** True if the page stays at its address after a logout. */
  isOwnPage?: boolean;
}

/** Shows the page for the step that the server reports. */
export function SignIn({ realm, inside: Inside, isOwnPage = false }: SignInProps) {
  const here = useWhereabouts(realm);
  const leaving = useLeave(realm);
  const navigate = useNavigate();
  useTidyUrl(here.data?.whereabouts.at);
  // A set-up link led here, and the login hasn't used it.
  const token = linkTokenAt({ hash: "", state: useLocation().state });

  const leave = () =>
    leaving.mutate(undefined, {
      onSuccess: () =>
        withoutQuestion(() => navigate(isOwnPage ? { search: "" } : realms[realm].root, { replace: true })),
    });

  if (leaving.isError)
    return (
      <TryAgainPage
        title="Couldn't log out"
        problem={problemOf(leaving.error)}
        isBusy={leaving.isPending}
        onTryAgain={leave}
        footer={
          <Button variant="quiet" onClick={leaving.reset}>
            Go back
          </Button>
        }
      />
    );
  if (here.isPending) return <WaitingPage />;
  if (!here.data)
    return (
      <TryAgainPage
        title={realms[realm].loginTitle}
        problem={problemOf(here.error)}
        isBusy={here.isFetching}
        onTryAgain={() => void here.refetch()}
      />
    );

  const { whereabouts, ended } = here.data;
  // The React key contains the account's ID. If the account changes, React discards the page's state.
  switch (whereabouts.at) {
    case "start":
      return <LoginPage realm={realm} ended={ended} />;
    case "second-factor":
      return <SecondFactorPage key={whereabouts.me.id} realm={realm} here={whereabouts} onLeave={leave} />;
    case "set-up":
      return <SetUpPage key={whereabouts.me.id} realm={realm} here={whereabouts} onLeave={leave} />;
    case "set-up-complete":
      return <SetUpCompletePage key={whereabouts.me.id} realm={realm} here={whereabouts} />;
    case "locked":
      return <LockedPage enrolBy={whereabouts.enrolBy} isLeaving={leaving.isPending} onLeave={leave} />;
    case "signed-in":
      if (token !== null)
        return <Navigate replace to={realms[realm].setUpLink} state={{ linkToken: token }} />;
      return (
        <Inside
          key={whereabouts.me.id}
          me={whereabouts.me}
          onLogOut={leave}
          isLoggingOut={leaving.isPending}
        />
      );
  }
}
