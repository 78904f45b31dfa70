import type { Application } from "@sallyport/contract/applications/applications";
import type { Claim, Trial } from "@sallyport/contract/applications/trials";

export function tryAddress(id: string): `/admin/applications/${string}/try` {
  return `/admin/applications/${id}/try`;
}

type Refused = Extract<Trial, { at: "refused" }>;

interface Words {
  what: string;
  toDo: string;
}

/** Says what happened, and who must change what. */
export function refusedWords({ reason, user, detail }: Refused, { openTo, groups }: Application): Words {
  const who = user ?? "The user";
  switch (reason) {
    case "no-callback-address":
      return {
        what: "No callback address is registered, so the application can't get an answer.",
        toDo: "You or another administrator must add its address under “Callback addresses”.",
      };
    case "no-access":
      return openTo === "everyone" || groups.length > 0
        ? {
            what: `${who} is in none of the groups that can log in: ${listed(groups)}.`,
            toDo: "An administrator must add the user to one of these groups, or choose another group under “Who can log in”.",
          }
        : {
            what: `${who} can't log in, because no group is chosen.`,
            toDo: "An administrator must choose a group or “Everyone” under “Who can log in”.",
          };
    case "cancelled":
      return {
        what: "The login was not finished. The application would get the error access_denied.",
        toDo: "Nothing has to be changed. Try again, and finish the login.",
      };
    case "failed":
      return {
        what: `The portal refused the request: ${detail}.`,
        toDo: "An administrator must change the application's settings. The name of the error is in the documentation of OpenID Connect.",
      };
  }
}

function listed(groups: Application["groups"]): string {
  return groups.map(({ name }) => name).join(", ");
}

const methods: Readonly<Record<string, string>> = {
  pwd: "a password",
  otp: "a one-time code",
  hwk: "a passkey or key on a device",
  swk: "a passkey that is synchronised",
  user: "a check of the user by the device",
  mfa: "more than one factor",
};

/** Explains a claim in one line. Claims that need no explanation have none. */
export function claimMeaning({ name, value }: Claim): string | null {
  switch (name) {
    case "acr":
      return value === "mfa"
        ? "This login used a second factor, or a passkey that checked the user."
        : "This login used a password alone.";
    case "amr":
      return `Used: ${[value]
        .flat()
        .map((each) => methods[String(each)] ?? String(each))
        .join(", ")}.`;
    case "auth_time":
      return "When the user last proved a factor, in seconds since 1970.";
    case "email_verified":
      return value === true
        ? "The user has opened a link that was mailed to this address."
        : "The user has never opened a link that was mailed to this address. Some applications refuse such users.";
    case "groups":
      return Array.isArray(value) && value.length > 0
        ? "All groups of the user, not only those that can log in here."
        : "The user is in no group.";
    case "sub":
      return "The account's ID. It never changes.";
    case "aud":
      return "The client_id of this application.";
    default:
      return null;
  }
}

export function claimText({ value }: Claim): string {
  if (Array.isArray(value)) return value.length === 0 ? "none" : value.join(", ");
  return String(value);
}
