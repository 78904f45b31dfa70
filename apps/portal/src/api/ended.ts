import type { Whereabouts } from "@sallyport/contract/sign-in";

export type Ended = "sign-in" | "set-up" | "session" | null;

/** What the server has ended between two responses. Not for a response to a logout, which the user chose. */
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
