import type { ProblemCode } from "@sallyport/contract/problem";

/** Status, title and text of each refusal. */
export const wording: Record<ProblemCode, readonly [status: number, title: string, detail: string]> = {
  "invalid-request": [400, "Invalid request", "Some of what was sent is missing or has the wrong form."],
  "body-too-large": [413, "Too large", "What was sent is larger than this server takes."],
  "unsupported-media-type": [415, "Unsupported media type", "Send JSON."],
  "not-found": [404, "Not found", "There is nothing here under this address."],
  "foreign-origin": [403, "Foreign origin", "This request came from another site and was not carried out."],
  "unknown-host": [421, "Unknown host", "This server does not answer for this host name."],
  "not-signed-in": [401, "Not signed in", "Log in first."],
  "sign-in-expired": [401, "Sign-in expired", "This sign-in took too long and has ended. Log in again."],
  "mfa-required": [403, "MFA required", "Your second step is missing. Finish it, then try again."],
  "not-now": [409, "Not now", "That is not the next step here. Reload the page to see what is."],
  forbidden: [403, "Forbidden", "Your role does not allow this. Ask an administrator with a higher one."],
  "insufficient-user-authentication": [
    401,
    "Fresh authentication needed",
    "Confirm that it is you before you change this.",
  ],
  "second-factor-needed": [
    403,
    "Second factor needed",
    "This takes a second factor, and you have none yet. Set one up under My security first.",
  ],
  "log-in-again": [
    403,
    "Log in again",
    "Your second factor was added after this login, so it doesn't count here. Log out, then log in with it.",
  ],
  "last-factor": [
    409,
    "Last factor",
    "Multi-factor authentication is required of you and this is your last factor. Add another one first.",
  ],
  "last-owner": [
    409,
    "Last owner",
    "This is the last owner who can sign in. Make somebody else an owner first.",
  ],
  "wrong-credentials": [401, "Wrong credentials", "Username or password is wrong."],
  "wrong-code": [
    422,
    "Wrong code",
    "This code is not right. Type the one that your authenticator shows now.",
  ],
  replayed: [422, "Code already used", "This code was used already. Wait for the next one."],
  "used-ahead": [
    422,
    "Codes used up",
    "This code is right, but this server's clock was ahead at an earlier login, so codes count as used until then. Log in another way, or ask an administrator to accept your codes again.",
  ],
  "not-yet-valid": [422, "Code of the future", "This code is ahead of time. Check your phone's clock."],
  wait: [429, "Wait", "Too many wrong codes. Wait a little before you try again."],
  "factor-disabled": [
    403,
    "Factor disabled",
    "Too many wrong codes in a row disabled this. Use another way, or ask an administrator to reset it.",
  ],
  "passkey-refused": [
    422,
    "Passkey not accepted",
    "This passkey was not accepted. Try again, or use another way.",
  ],
  "passkey-changed": [
    422,
    "Passkey changed",
    "This passkey has changed since it was added: remove it and add it again. Log in another way first, or ask an administrator to reset your factors.",
  ],
  "passkey-taken": [409, "Passkey known", "This passkey is registered already."],
  "too-many-factors": [
    409,
    "Too many factors",
    "You have as many of these as there can be. Remove one first.",
  ],
  "set-up-link-needed": [
    403,
    "Set-up link needed",
    "Open the set-up link from your mail in this browser first.",
  ],
  "link-invalid": [
    410,
    "Link invalid",
    "This link has expired, was used already, or was replaced by a newer one.",
  ],
  "already-done": [409, "Already done", "This was done already."],
  "not-later": [
    409,
    "Not later",
    "The deadline that stands is as late or later, so this would give no more time. Nothing was changed.",
  ],
  "not-earlier": [
    409,
    "Not earlier",
    "The deadline that stands is as early or earlier, so this would take no time away. Nothing was changed.",
  ],
  "changed-meanwhile": [
    409,
    "Changed meanwhile",
    "Another administrator has changed this since you opened it. Nothing of yours was saved.",
  ],
  "email-taken": [409, "E-mail taken", "Another account has this e-mail address."],
  "username-taken": [409, "Username taken", "Another user has this username."],
  "password-too-weak": [422, "Password too weak", "Choose a password that is harder to guess."],
  "password-breached": [
    422,
    "Password breached",
    "This password, or what it is made of, is in lists that attackers try first. Choose another one.",
  ],
  "too-many-requests": [429, "Too many requests", "Too many requests. Wait a little before you try again."],
  "too-many-invitations": [
    429,
    "Too many invitations",
    "You have sent as many invitations as one administrator may within an hour. Wait before you send more.",
  ],
  unavailable: [503, "Unavailable", "A part of this server does not answer. Try again later."],
  internal: [500, "Internal error", "Something went wrong on the server. Try again in a moment."],
};
