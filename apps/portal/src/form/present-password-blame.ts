import type { Blame } from "./blame.ts";

/** The field errors of a form that asks a signed-in user for the current password. */
export function presentPasswordBlame(field: string): Blame {
  return {
    "wrong-credentials": { field, isCleared: true, says: () => "This is not your password." },
    wait: { field, isCleared: true },
    "too-many-requests": { field, isCleared: true },
  };
}
