import type { UseMutationResult } from "@tanstack/react-query";
import { useEffect, useMemo, useRef, useState } from "react";
import { problemOf } from "../api/problem-of.ts";
import { type Blame, blamedFields, unplaced } from "./blame.ts";
import { useKeptFields } from "./kept-fields.ts";
import { type FieldErrors, readForm, type Schema, type Typed } from "./read-form.ts";

export type Sending<Values, Answer = unknown> = Pick<
  UseMutationResult<Answer, Error, Values>,
  "mutate" | "reset" | "error" | "isPending"
>;

interface FormOptions<Values, Answer> {
  schema: Schema<Values>;
  mutation: Sending<Values, Answer>;
  given?: Readonly<Record<string, string>>;
  check?: (typed: Typed) => FieldErrors;
  blame?: Blame;
  takesFocus?: boolean;
  /**
   * This tab keeps the text of these fields after the session ends. So the list must not contain passwords or
   * codes.
   */
  keeps?: { form: string; fields: readonly string[] };
}

const nothingWrong: FieldErrors = {};
const noBlame: Blame = {};

/** Sends once, even if the user submits twice. After an error, the first wrong field gets the focus. */
export function useForm<Values, Answer>({
  schema,
  mutation,
  given,
  check,
  blame = noBlame,
  takesFocus = false,
  keeps,
}: FormOptions<Values, Answer>) {
  const [mistakes, setMistakes] = useState(nothingWrong);
  const [names, setNames] = useState<readonly string[]>([]);
  const inputs = useRef(new Map<string, HTMLInputElement>());
  const isSending = useRef(false);
  const kept = useKeptFields(keeps);
  const { refusal, errors } = useMemo(
    () => whatIsWrong(mutation.error, mistakes, blame),
    [mutation.error, mistakes, blame],
  );

  useEffect(() => {
    if (takesFocus) [...inputs.current.values()][0]?.focus();
  }, [takesFocus]);

  useEffect(() => {
    const wrong = [...inputs.current].find(([name]) => errors[name] !== undefined)?.[1];
    if (!wrong) return;
    if (refusal && blame[refusal.code]?.isCleared) wrong.value = "";
    wrong.focus();
    wrong.select();
  }, [errors, refusal, blame]);

  function submit(fields: FormData) {
    if (isSending.current) return;
    const reading = readForm(schema, { ...given, ...Object.fromEntries(fields) }, check);
    mutation.reset();
    setNames([...inputs.current.keys()]);
    setMistakes(reading.isGood ? nothingWrong : reading.errors);
    if (!reading.isGood) return;
    isSending.current = true;
    mutation.mutate(reading.values, {
      onSuccess: kept.forget,
      onSettled: () => {
        isSending.current = false;
      },
    });
  }

  function field(name: string) {
    const ref = (input: HTMLInputElement) => {
      inputs.current.set(name, input);
      const stopKeeping = kept.watch(name, input);
      return () => {
        stopKeeping();
        inputs.current.delete(name);
      };
    };
    return { name, error: errors[name], ref, ...kept.initial(name) };
  }

  return {
    submit,
    field,
    isBusy: mutation.isPending,
    problem: unplaced(refusal, errors, names),
  };
}

export type UsedForm = ReturnType<typeof useForm>;
export type UsedField = ReturnType<UsedForm["field"]>;

function whatIsWrong(error: Error | null, mistakes: FieldErrors, blame: Blame) {
  const refusal = error && problemOf(error);
  return { refusal, errors: { ...mistakes, ...(refusal && blamedFields(refusal, blame)) } };
}
