import { actor, inDetail, say, type Told, type Word, whom } from "./activity-words.ts";
import { quoted } from "./quoted-names.ts";

const named = ({ detail }: Told) => (detail === "" ? "a group" : `the group ${quoted(detail)}`);

export const groupCreated = (told: Told) => say`${actor} created ${named(told)}`;
export const groupDeleted = (told: Told) => say`${actor} deleted ${named(told)}`;
export const memberAdded = (told: Told) => say`${actor} added ${whom(told)} to ${named(told)}`;
export const memberRemoved = (told: Told) => say`${actor} removed ${whom(told)} from ${named(told)}`;

export function groupRenamed(told: Told): Word[] {
  const [, before, now] = /^(.+), now (.+)$/.exec(told.detail) ?? [];
  if (before === undefined || now === undefined) return say`${actor} renamed a group`;
  return say`${actor} renamed the group ${quoted(before)} to ${quoted(now)}`;
}

export function groupRequirement(told: Told): Word[] {
  const [, name, days] = /^(.+): required, (\d+) days to set up$/.exec(told.detail) ?? [];
  if (name !== undefined && days !== undefined)
    return say`${actor} required MFA of the group ${quoted(name)}, ${inDays(days)} to set up`;
  const ended = inDetail(told, /^(.+): no longer required$/);
  if (ended !== null) return say`${actor} ended the MFA requirement of the group ${quoted(ended)}`;
  return say`${actor} changed the MFA requirement of a group`;
}

export function newUsersRequirement(told: Told): Word[] {
  const days = inDetail(told, /^required, (\d+) days to set up$/);
  if (days !== null) return say`${actor} required MFA of new users, ${inDays(days)} to set up`;
  if (told.detail === "no longer required") return say`${actor} ended the MFA requirement of new users`;
  return say`${actor} changed the MFA requirement of new users`;
}

const inDays = (days: string) => (days === "1" ? "1 day" : `${days} days`);
