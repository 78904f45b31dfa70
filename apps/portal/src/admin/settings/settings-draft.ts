import { type SettingName, type SettingValues, settings } from "@sallyport/contract/settings/list";
import type { Setting } from "@sallyport/contract/settings/setting";
import { z } from "@sallyport/contract/zod";
import type { FieldErrors } from "../../form/read-form.ts";
import { useKeptState } from "../../form/use-kept.ts";
import { textOf } from "./setting-text.ts";
import type { SettingChanges } from "./settings-query.ts";

const Draft = z.object({
  texts: z.record(z.string(), z.string()),
  /** The values that the page showed when the typing began. */
  seen: z.record(z.string(), z.unknown()),
});
export type Draft = z.infer<typeof Draft>;
export const noDraft: Draft = { texts: {}, seen: {} };

export function useSettingsDraft(group: string, shown: SettingValues) {
  const [draft, setDraft] = useKeptState<Draft>(`settings-${group}`, Draft, noDraft);
  return {
    draft,
    type: (name: SettingName, text: string) => setDraft(typed(draft, { name, text }, shown)),
    discard: () => setDraft(noDraft),
    /**
     * Keeps the draft after another administrator has changed the same settings. The next save overwrites that
     * administrator's changes.
     */
    keepOver: () => setDraft(seenAs(draft, shown)),
  };
}

export function typed(
  { texts, seen }: Draft,
  { name, text }: { name: SettingName; text: string },
  shown: SettingValues,
): Draft {
  return { texts: { ...texts, [name]: text }, seen: { [name]: shown[name], ...seen } };
}

export function seenAs({ texts }: Draft, shown: SettingValues): Draft {
  const names = Object.keys(texts) as SettingName[];
  return { texts, seen: Object.fromEntries(names.map((name) => [name, shown[name]])) };
}

/**
 * Returns the settings of the draft that another administrator has changed meanwhile. Omits a setting if the
 * new value equals the typed text.
 */
export function changedMeanwhile({ texts, seen }: Draft, shown: SettingValues): SettingName[] {
  return (Object.entries(texts) as [SettingName, string][])
    .filter(([name, text]) => {
      const current = textOf(shown[name]);
      return textOf(seen[name]) !== current && text.trim() !== current;
    })
    .map(([name]) => name);
}

/** Returns the changed values, or the mistakes in what was typed. */
export function changesIn(
  { texts, seen }: Draft,
  shown: SettingValues,
): { changes: SettingChanges; errors: FieldErrors } {
  const changes: Record<"to" | "from", Record<string, unknown>> = { to: {}, from: {} };
  const errors: Record<string, string> = {};
  for (const [name, text] of Object.entries(texts) as [SettingName, string][]) {
    const { schema, fromText }: Setting = settings[name];
    const isEmpty = text.trim() === "" && schema.safeParse(null).success;
    const { success, data, error } = schema.safeParse(isEmpty ? null : fromText(text.trim()));
    if (!success) errors[name] = error.issues[0]?.message ?? "This value can't work.";
    else if (textOf(data) !== textOf(shown[name])) {
      changes.to[name] = data;
      changes.from[name] = seen[name];
    }
  }
  return { changes, errors };
}
