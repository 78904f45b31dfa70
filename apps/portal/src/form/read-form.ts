export type FieldErrors = Readonly<Record<string, string>>;

export type Typed = Readonly<Record<string, FormDataEntryValue | string>>;

export type Reading<Values> = { isGood: true; values: Values } | { isGood: false; errors: FieldErrors };

export interface Schema<Values> {
  safeParse(
    typed: unknown,
  ):
    | { success: true; data: Values }
    | { success: false; error: { issues: readonly { path: PropertyKey[]; message: string }[] } };
}

export function readForm<Values>(
  schema: Schema<Values>,
  typed: Typed,
  check: (typed: Typed) => FieldErrors = () => ({}),
): Reading<Values> {
  const parsed = schema.safeParse(typed);
  const checked = check(typed);
  if (parsed.success && Object.keys(checked).length === 0) return { isGood: true, values: parsed.data };
  const issues = parsed.success ? [] : parsed.error.issues;
  // Each field shows its first error. `fromEntries` keeps the last error of a field, so the order is reversed.
  const complaints = issues.toReversed().map(({ path, message }) => [String(path[0]), message]);
  return { isGood: false, errors: { ...Object.fromEntries(complaints), ...checked } };
}
