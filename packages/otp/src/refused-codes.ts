import { createHmac, randomBytes } from "node:crypto";

/** The steps around now whose codes a wrong code must not equal. 30 s each: an hour to either side. */
const nearbySteps = 120;

export interface CodeMaker {
  readonly digits: number;
  codeAt(step: number): string;
}

/**
 * A code of none of the steps around `now`. With a seed, the candidates are always the same.
 */
export function wrongCode(maker: CodeMaker, now: number, seed?: string | number): string {
  const nearby = codesAround(maker, now);
  const key = seed === undefined ? randomBytes(32) : String(seed);
  for (let count = 0; ; count++) {
    const number = createHmac("sha256", key).update(String(count)).digest().readUIntBE(0, 6);
    const code = String(number % 10 ** maker.digits).padStart(maker.digits, "0");
    if (!nearby.has(code)) return code;
  }
}

/** The code of a step `stepsAgo` before `now`. Goes further back if a step near `now` has the same code. */
export function staleCode(maker: CodeMaker, now: number, stepsAgo: number): { code: string; step: number } {
  const accepted = codesAround(maker, now, Math.min(stepsAgo - 1, nearbySteps));
  for (let step = now - stepsAgo; ; step--) {
    const code = maker.codeAt(step);
    if (!accepted.has(code)) return { code, step };
  }
}

function codesAround(maker: CodeMaker, now: number, reach: number = nearbySteps): Set<string> {
  const codes = new Set<string>();
  for (let step = Math.max(0, now - reach); step <= now + reach; step++) codes.add(maker.codeAt(step));
  return codes;
}
