import type { Home } from "@sallyport/contract/home";
import { Badge } from "@sallyport/ui/badge";
import { Link } from "@sallyport/ui/link";
import css from "./home-page.module.css";

export function MfaState({ mfa: { isRequired, isEnrolled } }: { mfa: Home["mfa"] }) {
  return (
    <>
      {isEnrolled ? (
        <Badge tone="success">Set up</Badge>
      ) : (
        <Badge tone={isRequired ? "warning" : "neutral"}>Not set up</Badge>
      )}
      <p className={css.aside}>
        {isRequired ? "Your administrator requires it." : "Your administrator doesn't require it."}
        {isEnrolled ? " You need it when you log in." : null}
      </p>
      {isEnrolled ? <Link href="/security">See it in My security</Link> : null}
    </>
  );
}
