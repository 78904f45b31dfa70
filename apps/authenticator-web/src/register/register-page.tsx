import { useEffect } from "react";
import { Navigate, useNavigate, useSearchParams } from "react-router";
import { Opening } from "../opening.tsx";
import { CheckMail } from "./check-mail.tsx";
import { EmailStep } from "./email-step.tsx";
import { GetStarted } from "./get-started.tsx";
import { Ready } from "./ready.tsx";
import { rememberRegistration } from "./remembered.ts";
import { Unreachable } from "./unreachable.tsx";
import { useRegistration } from "./use-registration.ts";

const emailStep = "/register?step=email";

/** The server decides which step comes next. The URL says only whether the user has left the welcome page. */
export function RegisterPage() {
  const { data: stands, error, isFetching, refetch } = useRegistration();
  const [search] = useSearchParams();
  const navigate = useNavigate();
  const isVerified = stands?.at === "verified";
  useEffect(() => {
    if (isVerified) rememberRegistration();
  }, [isVerified]);

  switch (stands?.at) {
    case "verified":
      return stands.holdsAccounts ? <Navigate to="/" replace /> : <Ready email={stands.email} />;
    case "waiting":
      return <CheckMail waiting={stands} onAnotherAddress={() => void navigate(emailStep)} />;
    case "none":
      if (search.get("step") === "email") return <EmailStep />;
      return <GetStarted onStart={() => void navigate(emailStep)} />;
    case undefined:
      if (!error) return <Opening />;
      return (
        <Unreachable detail={error.problem.detail} isTrying={isFetching} onTryAgain={() => void refetch()} />
      );
  }
}
