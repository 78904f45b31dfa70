import { type SettingName, type SettingValues, settings } from "@sallyport/contract/settings/list";
import type { Setting } from "@sallyport/contract/settings/setting";
import { z } from "zod";
import { settingTexts } from "./setting-texts.ts";

/** The settings that the environment gives. They override the settings of the console. */
export type FixedSettings = Partial<SettingValues>;

const all = Object.entries(settings) as [SettingName, Setting][];

function fieldOf({ schema, fromText, title, about, standard }: Setting) {
  return z
    .string()
    .transform((text, context) => {
      const { success, data, error } = schema.safeParse(fromText(text));
      if (success) return data;
      context.addIssue({ code: "custom", message: error.issues[0]?.message ?? "This value can't work." });
      return z.NEVER;
    })
    .optional()
    .register(settingTexts, {
      means: `“${title}” under Settings: ${about.replace(/^./, (first) => first.toLowerCase()).replace(/\.$/, "")}`,
      who: "optional; it wins over the console",
      otherwise: standard === null ? "none" : `\`${textOf(standard)}\``,
    });
}

function textOf(standard: unknown): string {
  if (typeof standard === "boolean") return standard ? "on" : "off";
  return JSON.stringify(standard).replaceAll('"', "");
}

export const consoleFields: Readonly<Record<string, z.ZodType>> = Object.fromEntries(
  all.map(([, setting]) => [setting.variable, fieldOf(setting)]),
);

/** The settings that an owner can also change in the console. */
export const ConsoleSettings = z
  .object(consoleFields)
  .transform((given): { fixedSettings: FixedSettings } => {
    const fixed = all
      .map(([name, { variable }]) => [name, given[variable]] as const)
      .filter(([, value]) => value !== undefined);
    return { fixedSettings: Object.fromEntries(fixed) };
  });
