import { useCallback } from "react";
import { useNavigate, useSearchParams } from "react-router";

type SetUpStep = "install" | "scan";

/** The step of set-up lives in the URL, so that reload and the back button keep the place. */
export function useSetUpStep() {
  const [query] = useSearchParams();
  const navigate = useNavigate();
  const step: SetUpStep = query.get("step") === "scan" ? "scan" : "install";
  const goTo = (next: SetUpStep) => void navigate({ search: next === "scan" ? "?step=scan" : "" });
  const forgetStep = useCallback(() => void navigate({ search: "" }, { replace: true }), [navigate]);
  return { step, goTo, forgetStep };
}
