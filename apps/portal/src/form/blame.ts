import type { Problem, ProblemCode } from "@sallyport/contract/problem";
import type { FieldErrors } from "./read-form.ts";

/** Which field a refusal is about. */
export type Blame = Partial<Record<ProblemCode, BlamedField>>;

interface BlamedField {
  field: string;
  /** In place of the server's words. */
  says?: (problem: Problem) => string;
  /** Whether what was typed there is of no more use. */
  isCleared?: boolean;
}

/** The refusal as errors of fields; `null` when it is about none of them and has to be said above the form. */
export function blamedFields(problem: Problem, blame: Blame): FieldErrors | null {
  const blamed = blame[problem.code];
  if (blamed) return { [blamed.field]: blamed.says?.(problem) ?? problem.detail };
  if (!problem.fields?.length) return null;
  return Object.fromEntries(problem.fields.map(({ path, message }) => [path, message]));
}
