import { asQuote } from "./activity-factors.ts";
import { actor, inDetail, say, subject, type Told, type Word, whose } from "./activity-words.ts";
import { quote, quoted } from "./quoted-names.ts";

/** The detail of a login's last step ends with this text. Older events don't have this text. */
export const loggedIn = "; logged in";

/** A passkey's name must be in quotes. Without quotes, a user could end the name with `; logged in`. */
const lastStep = new RegExp(`^((?!passkey: ).*|passkey: (?:accepted, )?${quote}(?:, new)?)${loggedIn}$`);

export function isFinishedLogin(detail: string): boolean {
  return lastStep.test(detail) || detail === "password right; next: signed-in";
}

/** Logins, second steps and reauthentications have the same event code. The detail of the event distinguishes them. */
export function loginSentence(told: Told): Word[] {
  if (told.outcome === "failure") return refused(told);
  return accepted({ ...told, detail: inDetail(told, lastStep) ?? told.detail });
}

function accepted(told: Told): Word[] {
  const next = inDetail(told, /^password right; next: ([\w-]+)$/);
  if (next !== null) return say`${actor} ${afterPassword[next] ?? "entered the right password"}`;
  if (told.detail === "set-up postponed") return say`${actor} chose to set up MFA later`;
  if (told.detail === "password given again: right") return say`${actor} confirmed the password again`;
  const left = inDetail(told, /^recovery-code: accepted, (\d+) left$/);
  if (left !== null) return say`${actor} used a recovery code (${left} left)`;
  if (told.detail === "bypass-code: accepted")
    return say`${actor} logged in with a bypass code from an administrator, without the second factor`;
  const added = inDetail(told, /^passkey: accepted, (.+), new$/);
  if (added !== null) return say`${actor} confirmed the new passkey ${asQuote(added)}`;
  const confirmed = inDetail(told, /^passkey: accepted, (.+)$/);
  if (confirmed !== null) return say`${actor} used the passkey ${asQuote(confirmed)}`;
  const passkey = inDetail(told, /^passkey: (.+)$/);
  if (passkey !== null) return say`${actor} logged in with the passkey ${asQuote(passkey)}`;
  if (told.detail.startsWith("totp: accepted")) return say`${actor} used a code from the app`;
  return say`${actor} logged in`;
}

const afterPassword: Readonly<Record<string, string>> = {
  "signed-in": "logged in with the password",
  "second-factor": "entered the right password; the second step comes next",
  "set-up": "logged in with the password; setting up MFA comes next",
  "set-up-complete": "logged in with the password",
  locked: "entered the right password, but the account is locked",
};

function refused(told: Told): Word[] {
  const { detail, hasActor } = told;
  if (!hasActor) return say`A login with an unknown name was refused${because(detail)}`;
  const again = inDetail(told, /^password given again: (.+)$/);
  if (again !== null)
    return say`${whose(told)} password, asked for again in a session, was refused${because(again)}`;
  const code = inDetail(told, /^totp: ([\w-]+)/);
  if (code !== null) return say`A code for ${whose(told)} account was refused${because(code)}`;
  const recovery = inDetail(told, /^recovery-code: ([\w-]+)/);
  if (recovery !== null)
    return say`A recovery code for ${whose(told)} account was refused${because(recovery)}`;
  const bypass = inDetail(told, /^bypass-code: ([\w-]+)/);
  if (bypass !== null) return say`A bypass code for ${whose(told)} account was refused${because(bypass)}`;
  if (detail.startsWith("passkey: ")) return say`A passkey for ${whose(told)} account was refused`;
  return say`A login to ${whose(told)} account was refused${because(detail)}`;
}

function because(reason: string): string {
  const words =
    reasons[reason] ?? (reason.startsWith("account is ") ? reason.replace("account is", "it is") : "");
  return words === "" ? "" : `: ${words}`;
}

const tooMany = "too many wrong passwords before";

const reasons: Readonly<Record<string, string>> = {
  "wrong password": "wrong password",
  "must wait after wrong passwords; not checked": tooMany,
  "must wait after wrong passwords from there over all accounts; not checked": `${tooMany} from this network`,
  "unknown network, must wait after wrong passwords from many; not checked": `${tooMany} from many networks`,
  wrong: "wrong code",
  replayed: "it was used before",
  "used-ahead": "a newer code was already used",
  "not-yet-valid": "it is not valid yet, so the phone's clock is ahead",
  wait: "too many wrong codes before",
  disabled: "codes are turned off after too many wrong ones",
};

export function loggedOut(told: Told): Word[] {
  const application = inDetail(told, /^of (.+)$/);
  if (application !== null) return say`${actor} logged out of ${asQuote(application)} and of the portal`;
  return say`${actor} logged out${told.detail === "" ? "" : ` ${told.detail}`}`;
}

/** Reads the level only from the end of the detail, because an application's name can look like a level. */
export function applicationLogin(told: Told): Word[] {
  const [, name, level] = /^(.*): AAL([12])$/.exec(told.detail) ?? [];
  if (name === undefined) return say`${actor} logged in to an application`;
  return level === "2"
    ? say`${actor} logged in to ${asQuote(name)} with a second factor`
    : say`${actor} logged in to ${asQuote(name)} with the password alone`;
}

export const applicationLogout = ({ detail }: Told) =>
  say`${actor} logged out of ${asQuote(detail)} on all devices`;

export function logoutUndelivered(told: Told): Word[] {
  const name = inDetail(told, /^(.*): [^:]*$/);
  const application = name === null ? "An application" : asQuote(name);
  return say`${application} could not be told that a user has logged out`;
}

export const passwordSet = () => say`${actor} accepted the invitation and chose a password`;

export const passwordChanged = (told: Told) =>
  say`${actor} changed the password${told.detail === "by mailed link" ? " through a mailed link" : ""}`;

export function resetAsked(told: Told): Word[] {
  if (told.hasSubject) return say`${actor} mailed ${subject} a link to choose a new password`;
  return told.hasActor
    ? say`A link to reset ${whose(told)} password was asked for${told.outcome === "failure" ? ", and none was mailed" : ""}`
    : say`A link to reset a password was asked for with an unknown name`;
}

export const sessionsEnded = (told: Told) => {
  const session = inDetail(told, /^(.+), at [^,]+$/);
  if (told.hasSubject)
    return session === null
      ? say`${actor} ended ${whose(told)} sessions`
      : say`${actor} ended ${whose(told)} session on ${quoted(session)}`;
  return session === null
    ? say`${actor} ended sessions`
    : say`${actor} ended the session on ${quoted(session)}`;
};

export function lockout(told: Told): Word[] {
  if (!told.hasActor) {
    const network = inDetail(told, /^(\S+): \d+ wrong passwords/);
    return say`The network${network === null ? "" : ` ${network}`} must wait after too many wrong passwords`;
  }
  if (told.detail.startsWith("MFA was not set up in time"))
    return say`${whose(told)} account was locked because MFA was not set up in time`;
  const turnedOff = inDetail(told, /^(.+) disabled after /);
  if (turnedOff !== null) return say`${whose(told)} ${turnedOff} were turned off after too many wrong codes`;
  const networks = inDetail(told, /^wrong passwords from (\d+) networks/);
  const from = networks === null ? "" : ` from ${networks} networks`;
  return say`Logins to ${whose(told)} account are slowed down after too many wrong passwords${from}`;
}

export function everySessionEnded(told: Told): Word[] {
  const keys = /, and \d+ API keys$/.test(told.detail) ? ", and all API keys" : "";
  return say`${actor} ended all other sessions of all accounts${keys}`;
}
