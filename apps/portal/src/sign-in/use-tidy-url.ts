import type { Whereabouts } from "@sallyport/contract/sign-in";
import { useEffect } from "react";
import { useSetUpStep } from "./set-up-step.ts";

export function useTidyUrl(at: Whereabouts["at"] | undefined): void {
  const { step, forgetStep } = useSetUpStep();
  const isStepLeft = at !== undefined && at !== "set-up" && step !== "install";
  useEffect(() => {
    if (isStepLeft) forgetStep();
  }, [isStepLeft, forgetStep]);
}
