import type { SettingValues } from "@sallyport/contract/settings/list";

/** Call this function each time a setting is needed, because an owner can change a setting at any time. */
export type CurrentSettings = () => SettingValues;
