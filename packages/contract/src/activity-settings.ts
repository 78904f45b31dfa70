import { actor, say, type Told, type Word } from "./activity-words.ts";
import { type SettingName, settings } from "./settings/list.ts";

/** The event's detail is `name: old value -> new value`, with both values as JSON. */
export function settingChanged({ detail }: Told): Word[] {
  const [, name = "", from = "", to = ""] = /^(\w+): (.+) -> (.+)$/.exec(detail) ?? [];
  if (!Object.hasOwn(settings, name)) return say`${actor} changed a setting`;
  const { title } = settings[name as SettingName];
  return say`${actor} changed “${title}” from ${inWords(from)} to ${inWords(to)}`;
}

export const logoChanged = (told: Told) =>
  told.detail === "removed"
    ? say`${actor} removed the organisation's logo`
    : say`${actor} changed the organisation's logo`;

export function settingDetail(name: SettingName, from: unknown, to: unknown): string {
  return `${name}: ${JSON.stringify(from)} -> ${JSON.stringify(to)}`;
}

function inWords(json: string): string {
  if (json === "null") return "nothing";
  if (json === "true" || json === "false") return json === "true" ? "on" : "off";
  return json
    .replace(/^\[(.*)\]$/, "$1")
    .replaceAll(",", ", ")
    .replace(/^"(.*)"$/, "“$1”");
}
