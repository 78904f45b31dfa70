import type { Problem, ProblemCode } from "@sallyport/contract/problem";
import type { FieldErrors } from "./read-form.ts";

export type Blame = Partial<Record<ProblemCode, BlamedField>>;

interface BlamedField {
  field: string;
  /** Returns a text that replaces the server's message. */
  says?: (problem: Problem) => string;
  isCleared?: boolean;
}

/** Returns no fields if the refusal concerns the whole form. */
export function blamedFields(problem: Problem, blame: Blame): FieldErrors {
  const blamed = blame[problem.code];
  if (blamed) return { [blamed.field]: blamed.says?.(problem) ?? problem.detail };
  return Object.fromEntries((problem.fields ?? []).map(({ path, message }) => [path, message]));
}

/** Returns null if a field already shows the problem. */
export function unplaced(
  problem: Problem | null,
  errors: FieldErrors,
  fields: readonly string[],
): Problem | null {
  if (fields.some((name) => errors[name] !== undefined)) return null;
  const [detail] = Object.values(errors);
  return problem ?? (detail === undefined ? null : { ...mistake, detail });
}

const mistake = {
  type: "about:blank",
  title: "Invalid request",
  status: 400,
  code: "invalid-request",
} as const;
