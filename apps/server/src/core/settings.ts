import type { SettingValues } from "@sallyport/contract/settings/list";

/** Call this at each use, because an owner can change a setting at any time. */
export type CurrentSettings = () => SettingValues;
