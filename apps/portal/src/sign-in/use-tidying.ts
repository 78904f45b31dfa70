import type { Whereabouts } from "@sallyport/contract/sign-in";
import { useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import { forgetPerson } from "../api/query-client.ts";
import { useSetUpStep } from "./set-up-step.ts";

/** Clears away what belongs to a place that the person has left: the step in the URL, and what they saw inside. */
export function useTidying(at: Whereabouts["at"] | undefined): void {
  const client = useQueryClient();
  const { step, forgetStep } = useSetUpStep();

  const isStepLeft = at !== undefined && at !== "set-up" && step !== "install";
  useEffect(() => {
    if (isStepLeft) forgetStep();
  }, [isStepLeft, forgetStep]);

  useEffect(() => {
    if (at === "start") forgetPerson(client);
  }, [at, client]);
}
