import { useMutation } from "@tanstack/react-query";
import { use } from "react";
import { askWithProof, ProofDeclined } from "./ask-with-proof.ts";
import { ProofContext } from "./proof-context.ts";

export function useProven<Answer, Given = void>(
  ask: (given: Given) => Promise<Answer>,
  onSuccess?: (answer: Answer) => void | Promise<void>,
) {
  const prove = use(ProofContext);
  if (!prove) throw new Error("useProven needs a ProofProvider around it");
  const { mutate, reset, error, isPending } = useMutation<Answer, Error, Given>({
    mutationFn: askWithProof(ask, prove),
    onSuccess: (answer) => onSuccess?.(answer),
  });
  return { mutate, reset, isPending, error: error instanceof ProofDeclined ? null : error };
}
