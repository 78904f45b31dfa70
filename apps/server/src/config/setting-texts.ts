import { z } from "zod";

/** What docs/settings.md says about a setting. Both texts are Markdown. */
export interface SettingText {
  means: string;
  who: string;
  /** Describes the behaviour if the setting is missing and the schema has no default. */
  otherwise?: string;
}

/** Each setting of `config/` registers its text here, beside its schema. */
export const settingTexts = z.registry<SettingText>();
