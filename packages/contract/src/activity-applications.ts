import { actor, say, type Told, type Word, whose } from "./activity-words.ts";
import { quote, quoted } from "./quoted-names.ts";

export const applicationAdded = (told: Told) => say`${actor} added the application${named(told)}`;
export const applicationDeleted = (told: Told) => say`${actor} deleted the application${named(told)}`;

export function applicationChanged(told: Told): Word[] {
  const what = rest(told);
  return say`${actor} changed the application${named(told)}${what === null ? "" : ` (${what})`}`;
}

export function secretMade(told: Told): Word[] {
  const what = rest(told);
  return say`${actor} made a secret for the application${named(told)}${what === null ? "" : `, which ${what}`}`;
}

export function secretEnded(told: Told): Word[] {
  const what = rest(told);
  return say`${actor} ended the secret${what === null ? "" : ` that ${what}`} of the application${named(told)}`;
}

export function addressAllowed(told: Told): Word[] {
  const address = rest(told);
  return say`${actor} allowed ${address ?? "an address"} for the application${named(told)}`;
}

/** The detail ends with the result, so a name can't pretend another result. */
export function loginTried(told: Told): Word[] {
  const [, name, result] = /^(.*): (AAL[12]|refused)$/s.exec(told.detail) ?? [];
  if (name === undefined || !told.hasSubject) return say`${actor} tried the login to an application`;
  const tried = say`${actor} tried the login to ${quoted(name)} with ${whose(told)} account`;
  if (result === "refused") return say`${tried}, which has no access`;
  return say`${tried} and ${result === "AAL2" ? "a second factor" : "the password alone"}`;
}

const detailForm = new RegExp(`^(${quote})(?:: (.+))?$`, "s");

function named({ detail }: Told): string {
  const name = detailForm.exec(detail)?.[1];
  return name === undefined ? "" : ` ${name}`;
}

function rest({ detail }: Told): string | null {
  return detailForm.exec(detail)?.[2] ?? null;
}
