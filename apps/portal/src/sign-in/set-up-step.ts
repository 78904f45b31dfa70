import { useCallback } from "react";
import { useNavigate, useSearchParams } from "react-router";

const steps = ["install", "scan", "passkey"] as const;
type SetUpStep = (typeof steps)[number];

export function useSetUpStep() {
  const [query] = useSearchParams();
  const navigate = useNavigate();
  const step = steps.find((name) => name === query.get("step")) ?? "install";
  const goTo = (next: SetUpStep) => void navigate({ search: next === "install" ? "" : `?step=${next}` });
  const forgetStep = useCallback(() => void navigate({ search: "" }, { replace: true }), [navigate]);
  return { step, goTo, forgetStep };
}
