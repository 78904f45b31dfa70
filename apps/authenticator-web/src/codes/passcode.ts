import type { TotpKey } from "@sallyport/totp/key";
import { codeAt, remainingMs } from "@sallyport/totp/totp";

export type Passcode = {
  code: string;
  secondsLeft: number;
};

export function passcodeAt(key: TotpKey, now: number): Passcode {
  return {
    code: inTwo(codeAt(key.secret, now, key)),
    secondsLeft: Math.ceil(remainingMs(now, key.periodSeconds) / 1000),
  };
}

function inTwo(code: string): string {
  const half = Math.ceil(code.length / 2);
  return `${code.slice(0, half)} ${code.slice(half)}`;
}
