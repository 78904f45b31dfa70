import { useEffect } from "react";
import { useLocation, useNavigate } from "react-router";

/**
 * Removes the token of `/verify#TOKEN` from the address bar. The state of the history entry keeps the token, so
 * a reload of the page doesn't lose the token.
 */
export function useLinkToken() {
  const { hash, state } = useLocation();
  const navigate = useNavigate();
  const fresh = hash.slice(1);
  useEffect(() => {
    if (fresh !== "") void navigate({ hash: "" }, { replace: true, state: fresh });
  }, [fresh, navigate]);
  const kept: unknown = state;
  return {
    token: fresh || (typeof kept === "string" ? kept : null),
    forgetToken: () => void navigate({ hash: "" }, { replace: true, state: null }),
  };
}
