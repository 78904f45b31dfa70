import { z } from "zod";

/** What docs/settings.md says about a setting. Both texts are Markdown. */
export interface SettingText {
  means: string;
  /** Who needs to set it. */
  who: string;
  /** The value without it, if the schema has no default of its own. */
  otherwise?: string;
}

/** Each setting of `config/` registers its text here, beside its schema. */
export const settingTexts = z.registry<SettingText>();
