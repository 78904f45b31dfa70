import { actor, say, type Told, type Word } from "./activity-words.ts";
import { quote } from "./quoted-names.ts";

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

const detailForm = new RegExp(`^(${quote})(?:: (.+))?$`, "s");

function named({ detail }: Told): string {
  const name = detailForm.exec(detail)?.[1];
  return name === undefined ? "" : ` ${name}`;
}

function rest({ detail }: Told): string | null {
  return detailForm.exec(detail)?.[2] ?? null;
}
