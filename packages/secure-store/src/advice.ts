import { type Backend, howToInstall } from "./backend.ts";
import type { ErrorCode } from "./secure-store.ts";

export const usedByAnother = "Another program is using it, or what one left behind is in the way: try again.";

const byCode: Record<ErrorCode, string> = {
  unavailable: "Start it, then try again.",
  permission: "Let the account that runs this program use it.",
  busy: usedByAnother,
  lockout: "Wait until it lets go by itself, or reset the lockout.",
  "auth-failed": "Give it the passphrase or authorisation that it was set up with.",
  "policy-failed": "Use the recovery slot, then add this one again.",
  "wrong-device": "Use another slot.",
  corrupt: "Restore what was stored from a backup.",
  "no-space": "Make room where it keeps its files.",
  "not-found": "Name a place that exists.",
  locked: "Unlock it.",
  unsupported: "Change the setting that names it.",
  timeout: "It does not answer: see whether it is overloaded, or waits for an answer to a prompt.",
  internal: "This is not known here: look at the log of the program behind it.",
};

export interface Refusal {
  readonly backend: Backend;
  /** The code of the refusal, or undefined if the backend worked. */
  readonly why: ErrorCode | undefined;
  readonly packages: readonly string[];
  readonly platform: NodeJS.Platform;
}

export function adviceOn({ backend, why, packages, platform }: Refusal): string | undefined {
  if (why === undefined) return undefined;
  if (backend.elsewhere !== undefined && platform !== "linux") return backend.elsewhere;
  const next = backend.advice[why] ?? byCode[why];
  if (packages.length === 0) return next;
  return backend.needsOnlyPrograms ? howToInstall(packages) : `${howToInstall(packages)} ${next}`;
}
