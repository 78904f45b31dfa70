import { useEffect } from "react";
import { type Location, useLocation, useNavigate } from "react-router";

/**
 * Removes the token from the address bar, where others could read it. The history entry keeps the token, so a
 * reload of the page doesn't lose the token.
 */
export function useLinkToken() {
  const place = useLocation();
  const navigate = useNavigate();
  useEffect(() => {
    if (place.hash) void navigate({ hash: "" }, { replace: true, state: { linkToken: place.hash.slice(1) } });
  }, [place.hash, navigate]);
  return {
    token: linkTokenAt(place),
    forgetToken: () => void navigate({ hash: "" }, { replace: true, state: null }),
  };
}

export function linkTokenAt({ hash, state }: Pick<Location, "hash" | "state">): string | null {
  if (hash.length > 1) return hash.slice(1);
  const kept: unknown = typeof state === "object" && state !== null ? Reflect.get(state, "linkToken") : null;
  return typeof kept === "string" ? kept : null;
}
