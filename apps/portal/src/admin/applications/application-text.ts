import type {
  Application,
  ApplicationRefusal,
  ListedApplication,
} from "@sallyport/contract/applications/applications";
import { mostCounted } from "@sallyport/contract/user-filters";

export const openToWords = { everyone: "Everyone", groups: "Only these groups" } as const;
export const secondFactorWords = { account: "As each account requires", always: "Always" } as const;

export function listedAccess({ openTo, groups }: Pick<ListedApplication, "openTo" | "groups">): string {
  if (openTo === "everyone") return "Everyone";
  if (groups === 0) return "No one yet";
  return groups === 1 ? "1 group" : `${groups} groups`;
}

/** Says how many users must set up a second factor if the application always needs one. */
export function notSetUpText({ all, notSetUp }: Application["users"]): string {
  if (all === 0) return "No user can log in to this application yet.";
  if (notSetUp === 0) return "All people who can log in have a second factor.";
  const people = `${countText(notSetUp)} of ${countText(all)} people`;
  return `${people} ${notSetUp === 1 ? "has" : "have"} none and will be asked to set one up.`;
}

function countText(count: number): string {
  return count > mostCounted ? `${mostCounted.toLocaleString()}+` : count.toLocaleString();
}

export function refusalSentence({ reason, detail }: Pick<ApplicationRefusal, "reason" | "detail">): string {
  switch (reason) {
    case "callback-address":
      return `It asked to return to ${detail}, which isn't allowed.`;
    case "address-after-logout":
      return `It asked to return to ${detail} after logout, which isn't allowed.`;
    case "origin":
      return `A script from ${detail} asked for tokens, which isn't allowed.`;
    case "no-access":
      return "A user who is in none of its groups tried to log in.";
    case "no-secret":
      return "It sent no secret.";
    case "wrong-secret":
      return "It sent a wrong secret.";
    case "expired-secret":
      return "It sent a secret that has expired.";
    case "no-pkce":
      return "It didn't use PKCE, which an application without a secret needs.";
    case "invalid-code":
      return "It sent a code that is unknown, expired or already used.";
    case "logout-notice":
      return `It didn't accept a notice of a logout${detail === "" ? "." : `: ${detail}`}`;
    case "other":
      return detail === "" ? "Its request was refused." : `Its request was refused: ${detail}`;
  }
}
