import type { Problem, ProblemCode } from "@sallyport/contract/problem";
import type { FieldErrors } from "./read-form.ts";

export type Blame = Partial<Record<ProblemCode, BlamedField>>;

interface BlamedField {
  field: string;
  says?: (problem: Problem) => string;
  isCleared?: boolean;
}

export function blamedFields(problem: Problem, blame: Blame): FieldErrors {
  const blamed = blame[problem.code];
  if (blamed) return { [blamed.field]: blamed.says?.(problem) ?? problem.detail };
  return Object.fromEntries((problem.fields ?? []).map(({ path, message }) => [path, message]));
}

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
