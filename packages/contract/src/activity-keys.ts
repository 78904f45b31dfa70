import { actor, inDetail, say, type Told, type Word, whose } from "./activity-words.ts";
import { quoted } from "./quoted-names.ts";

export function keyCreated(told: Told): Word[] {
  const name = inDetail(told, /^(.+), [\w-]+ until /);
  return say`${actor} created ${name === null ? "an API key" : `the API key ${quoted(name)}`}`;
}

export function keyRevoked(told: Told): Word[] {
  const thing = told.detail === "" ? "API key" : `API key ${quoted(told.detail)}`;
  return told.hasSubject ? say`${actor} revoked ${whose(told)} ${thing}` : say`${actor} revoked the ${thing}`;
}

export const keysEnded = (told: Told) => say`${whose(told)} API keys ended`;

/** The event's detail is like `Backup: GET /api/admin/users/:id`. If the key was refused, a reason follows. */
export function keyUsed(told: Told): Word[] {
  const [, name, call, why] = /^(.+): ([A-Z]+ \/\S+?)(?:; (.+))?$/.exec(told.detail) ?? [];
  const key = name === undefined ? "API key" : `API key ${quoted(name)}`;
  if (told.outcome === "failure")
    return say`${whose(told)} ${key} was refused${why === undefined ? "" : ` because ${why}`}`;
  return say`${whose(told)} ${key} was used${call === undefined ? "" : ` for ${call}`}`;
}
