import type { SettingValues } from "@sallyport/contract/settings/list";

/** Call this at each use, because an owner may change a setting at any time. */
export type CurrentSettings = () => SettingValues;
