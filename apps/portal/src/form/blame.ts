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

/** The refusal as errors of fields; none when it is about the form as a whole. */
export function blamedFields(problem: Problem, blame: Blame): FieldErrors {
  const blamed = blame[problem.code];
  if (blamed) return { [blamed.field]: blamed.says?.(problem) ?? problem.detail };
  return Object.fromEntries((problem.fields ?? []).map(({ path, message }) => [path, message]));
}

/**
 * What has to be said above the form, since none of its `fields` shows it: a refusal of the form as a whole, or one of
 * what was not typed, such as the token of a link.
 */
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
