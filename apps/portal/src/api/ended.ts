import type { Whereabouts } from "@sallyport/contract/sign-in";

export type Ended = "sign-in" | "set-up" | "session" | null;

/**
 * Returns why the session has ended. Don't call this function after a logout, because the user ended that
 * session on purpose.
 */
export function whatEnded(
  before: { whereabouts: Whereabouts; ended: Ended } | undefined,
  now: Whereabouts,
): Ended {
  if (!before || now.at !== "start") return null;
  const { at } = before.whereabouts;
  switch (at) {
    case "start":
      return before.ended;
    case "second-factor":
    case "set-up-complete":
      return "sign-in";
    case "set-up":
      return "set-up";
    case "signed-in":
      return "session";
    case "locked":
      return null;
  }
}
