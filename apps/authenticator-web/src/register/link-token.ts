import { useEffect } from "react";
import { useLocation, useNavigate } from "react-router";

/**
 * The token of the mailed link, `/verify#TOKEN`. It leaves the address bar at once, so that it can't be read or copied
 * there, and stays with this history entry: phones load pages again by themselves, which must not cost the link.
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
