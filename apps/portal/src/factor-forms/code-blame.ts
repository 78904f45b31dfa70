import type { Problem } from "@sallyport/contract/problem";
import { GivenCode } from "@sallyport/contract/text";
import { remainingMs } from "@sallyport/totp/totp";
import type { Blame } from "../form/blame.ts";
import type { FieldErrors, Typed } from "../form/read-form.ts";
import { durationText } from "./duration-text.ts";

export const codeBlame: Blame = {
  "wrong-code": {
    field: "code",
    isCleared: true,
    says: () => "That code is wrong. Type the code that your app shows now.",
  },
  replayed: {
    field: "code",
    isCleared: true,
    says: () => `This code was already used. The next code comes in ${untilNextCode()}.`,
  },
  "used-ahead": {
    field: "code",
    isCleared: true,
    says: () =>
      "Your code is right, but we can't accept it now. The fault is in our server, not in your phone. Use another way, or ask an administrator to accept your codes again.",
  },
  "not-yet-valid": {
    field: "code",
    isCleared: true,
    says: () =>
      "This code isn't valid yet, because your phone's clock is ahead. Turn on automatic date and time in your phone's settings, then try again.",
  },
  wait: { field: "code", isCleared: true, says: waitText },
};

/** Uses the browser's clock, because the page can't read the clock of the phone. */
function untilNextCode(): string {
  return durationText(remainingMs(Date.now()) / 1000);
}

/** A wrong recovery code stays in the field, so the user can correct a typing mistake. */
export const recoveryCodeBlame: Blame = {
  "wrong-code": {
    field: "code",
    says: () => "That isn't one of your recovery codes. Compare it character by character.",
  },
  replayed: {
    field: "code",
    isCleared: true,
    says: () => "This recovery code was already used. Each code works once. Use another one.",
  },
  "factor-disabled": {
    field: "code",
    isCleared: true,
    says: () =>
      "Your recovery codes no longer work, because too many wrong codes were entered. Use another way, or ask an administrator for help.",
  },
  wait: { field: "code", says: waitText },
};

export const bypassCodeBlame: Blame = {
  "wrong-code": {
    field: "code",
    says: () => "That isn't the code from your administrator. Compare it character by character.",
  },
  "factor-disabled": {
    field: "code",
    isCleared: true,
    says: () =>
      "This code has ended, because too many wrong codes were entered. Ask your administrator for a new one.",
  },
  "not-now": {
    field: "code",
    isCleared: true,
    says: () =>
      "This code has expired, or it was withdrawn or replaced. Ask your administrator for a new one.",
  },
  wait: { field: "code", says: waitText },
};

function waitText({ retryAfterSeconds }: Problem): string {
  const howLong = retryAfterSeconds === undefined ? "a while" : durationText(retryAfterSeconds);
  return `Too many wrong codes. This code was not checked. Wait ${howLong}, then try again.`;
}

/** The form doesn't send an incomplete code, because the server would count the code as a wrong attempt. */
export function codeIsWhole({ code }: Typed): FieldErrors {
  const { error } = GivenCode.safeParse(code);
  return error ? { code: error.issues[0]?.message ?? error.message } : {};
}
