import * as contract from "@sallyport/contract/settings";
import type { Actor } from "../accounts/parts.ts";
import { type Place, serve } from "../http/serve.ts";
import { changeSettings, type SettingsParts, showSettings } from "./change-settings.ts";

export function settingsRoutes(place: Place<Actor["caller"]>, parts: SettingsParts): void {
  serve(place, contract.showSettings, () => showSettings(parts));
  serve(place, contract.changeSettings, ({ body, ...actor }) => changeSettings(parts, actor, body));
}
