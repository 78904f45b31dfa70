import type { Realm } from "@sallyport/contract/text";
import { Navigate } from "react-router";
import { realms } from "../page/realms.ts";
import { BrokenLinkPage } from "../secret-link/broken-link-page.tsx";
import { useLinkToken } from "../secret-link/link-token.ts";

/**
 * Where the mailed set-up link leads. By itself it opens nothing: the token goes along to the login, in this tab's
 * history entry alone, and is presented after the password.
 */
export function SetUpLinkPage({ realm }: { realm: Realm }) {
  const { token } = useLinkToken();
  const { root } = realms[realm];
  if (token !== null) return <Navigate to={root} replace state={{ linkToken: token }} />;
  return <BrokenLinkPage whatToDo="Log in: there you can have the link sent again." loginHref={root} />;
}
