/** What is wrong with each field, by its name. */
export type FieldErrors = Readonly<Record<string, string>>;

export type Typed = Readonly<Record<string, FormDataEntryValue | string>>;

export type Reading<Values> = { isGood: true; values: Values } | { isGood: false; errors: FieldErrors };

/** As much of a Zod schema as a form needs. */
export interface Schema<Values> {
  safeParse(
    typed: unknown,
  ):
    | { success: true; data: Values }
    | { success: false; error: { issues: readonly { path: PropertyKey[]; message: string }[] } };
}

/**
 * Reads what was typed as the contract wants it.
 * `check` adds what no schema of the contract knows, such as two passwords that must agree.
 */
export function readForm<Values>(
  schema: Schema<Values>,
  typed: Typed,
  check: (typed: Typed) => FieldErrors = () => ({}),
): Reading<Values> {
  const parsed = schema.safeParse(typed);
  const checked = check(typed);
  if (parsed.success && Object.keys(checked).length === 0) return { isGood: true, values: parsed.data };
  const issues = parsed.success ? [] : parsed.error.issues;
  // Backwards, so that the first complaint about a field is the one that is shown; the page's own words come first.
  const complaints = issues.toReversed().map(({ path, message }) => [String(path[0]), message]);
  return { isGood: false, errors: { ...Object.fromEntries(complaints), ...checked } };
}
