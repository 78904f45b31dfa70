import { z } from "zod";

/** Both texts are Markdown for docs/settings.md. */
export interface SettingText {
  means: string;
  who: string;
  otherwise?: string;
}

export const settingTexts = z.registry<SettingText>();
