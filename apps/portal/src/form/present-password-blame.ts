import type { Blame } from "./blame.ts";

export function presentPasswordBlame(field: string): Blame {
  return {
    "wrong-credentials": { field, isCleared: true, says: () => "This is not your password." },
    wait: { field, isCleared: true },
    "too-many-requests": { field, isCleared: true },
  };
}
