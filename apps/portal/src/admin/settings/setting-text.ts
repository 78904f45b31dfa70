/** Returns a value as text. The text has the form that people type and that environment variables contain. */
export function textOf(value: unknown): string {
  if (value === null) return "";
  if (Array.isArray(value)) return value.join(", ");
  if (typeof value === "boolean") return value ? "on" : "off";
  return typeof value === "string" ? value : JSON.stringify(value);
}
