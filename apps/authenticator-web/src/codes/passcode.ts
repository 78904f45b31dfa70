import type { TotpKey } from "@sallyport/totp/key";
import { codeAt, remainingMs } from "@sallyport/totp/totp";

export type Passcode = {
  /** In two groups: `123 456`. */
  code: string;
  secondsLeft: number;
  /** The code that follows, once the present one is too old to type. */
  next: string | undefined;
};

/** Too few seconds to read a code and type it. */
const lastSeconds = 5;

export function passcodeAt(key: TotpKey, now: number): Passcode {
  const leftMs = remainingMs(now, key.periodSeconds);
  const secondsLeft = Math.ceil(leftMs / 1000);
  return {
    code: inTwo(codeAt(key.secret, now, key)),
    secondsLeft,
    next: secondsLeft <= lastSeconds ? inTwo(codeAt(key.secret, now + leftMs, key)) : undefined,
  };
}

function inTwo(code: string): string {
  const half = Math.ceil(code.length / 2);
  return `${code.slice(0, half)} ${code.slice(half)}`;
}
