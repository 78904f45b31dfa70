import { type SettingName, type SettingValues, settings } from "@sallyport/contract/settings/list";
import type { Setting } from "@sallyport/contract/settings/setting";
import type { FieldErrors } from "../../form/read-form.ts";
import type { SettingChanges } from "./settings-query.ts";

/** Returns the text of a value, as people type it and as an environment variable has it. */
export function textOf(value: unknown): string {
  if (value === null) return "";
  if (Array.isArray(value)) return value.join(", ");
  if (typeof value === "boolean") return value ? "on" : "off";
  return typeof value === "string" ? value : JSON.stringify(value);
}

export type Draft = Partial<Record<SettingName, string>>;

/** Returns the changed values, or the mistakes in what was typed. */
export function changesIn(
  draft: Draft,
  shown: SettingValues,
): { changes: SettingChanges; errors: FieldErrors } {
  const changes: Record<"to" | "from", Record<string, unknown>> = { to: {}, from: {} };
  const errors: Record<string, string> = {};
  for (const [name, text] of Object.entries(draft) as [SettingName, string][]) {
    const { schema, fromText }: Setting = settings[name];
    const isEmpty = text.trim() === "" && schema.safeParse(null).success;
    const { success, data, error } = schema.safeParse(isEmpty ? null : fromText(text.trim()));
    if (!success) errors[name] = error.issues[0]?.message ?? "This value can't work.";
    else if (textOf(data) !== textOf(shown[name])) {
      changes.to[name] = data;
      changes.from[name] = shown[name];
    }
  }
  return { changes, errors };
}
