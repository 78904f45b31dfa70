import {
  actor,
  inDetail,
  say,
  subject,
  type Told,
  type Word,
  whom,
  whose,
  withTimes,
} from "./activity-words.ts";

export function requirement(told: Told): Word[] {
  const extended = inDetail(told, /^extended to (.+)$/);
  if (extended !== null) return say`${actor} extended ${whose(told)} deadline to ${withTimes(extended)}`;
  const by = inDetail(told, /^required, to set up by (.+)$/);
  if (by !== null) return say`${actor} required MFA of ${whom(told)}, to set up by ${withTimes(by)}`;
  const moved = inDetail(told, /^moved to (.+)$/);
  if (moved !== null) return say`${actor} moved ${whose(told)} deadline to ${withTimes(moved)}`;
  const ended = inDetail(told, /^no longer required( \(group .+\))$/);
  if (ended !== null) return say`${actor} ended ${whose(told)} MFA requirement${ended}`;
  const kept = inDetail(told, /^required as before, (because .+)$/);
  if (kept !== null) return say`MFA is still required of ${whom(told)}, ${kept}`;
  if (told.detail === "required only by groups now")
    return say`${actor} ended the MFA requirement of ${whom(told)}; a group still requires MFA`;
  if (told.detail === "required") return say`${actor} required MFA of ${whom(told)}`;
  if (told.detail === "no longer required") return say`${actor} ended ${whose(told)} MFA requirement`;
  return say`${actor} changed ${whose(told)} MFA requirement`;
}

export function shortened(told: Told): Word[] {
  const to = inDetail(told, / to (.+)$/);
  return say`${actor} shortened ${whose(told)} deadline${to === null ? [] : [" to ", ...withTimes(to)]}`;
}

export function roleChanged(told: Told): Word[] {
  const [, from, to] = /^from ([\w-]+) to ([\w-]+)$/.exec(told.detail) ?? [];
  if (from === undefined || to === undefined) return say`${actor} changed ${whose(told)} role`;
  return say`${actor} changed ${whose(told)} role from ${from} to ${to}`;
}

export function accessRefused(told: Told): Word[] {
  const what = inDetail(told, /^[\w-]+: (.+)$/);
  return say`${whose(told)} request was refused${what === null ? "" : `: ${what}`}`;
}

export function administratorCreated(told: Told): Word[] {
  if (!told.hasSubject) return say`${actor} became the first administrator`;
  return say`${actor} added ${subject} as an administrator`;
}

/**
 * The event's detail begins with the action's title. When the action starts or ends, the detail also gives
 * numbers of users.
 */
export const bulkAction = (did: string) => (told: Told) =>
  say`${actor} ${did} a bulk action${told.detail && `: ${told.detail}`}`;

export const mailUndelivered = (told: Told) =>
  say`Mail to ${whom(told)} couldn't be delivered${toWhat(told)}`;

const toWhat = ({ detail }: Told) =>
  detail.includes(", to an earlier address") ? " at an earlier address" : "";

export const recovered = (told: Told) => say`A command on the server recovered ${whose(told)} access`;
