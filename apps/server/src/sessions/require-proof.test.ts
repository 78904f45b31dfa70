import { expect, test } from "vitest";
import { minute } from "../core/clock.ts";
import { Refused } from "../core/refusal.ts";
import type { SessionRow, TotpFactorRow } from "../database/schema.ts";
import { noFactors } from "../factors/rules/factors.ts";
import { requireProof } from "./require-proof.ts";

const now = Date.UTC(2027, 0, 4, 9);
const none = { factors: noFactors };
const holding = { factors: { ...noFactors, apps: [{} as TotpFactorRow] } };
const session = (aal: 1 | 2, age = 0) =>
  ({ aal, authenticated_at: now - age, bypass_until: null }) as SessionRow;

function refusalOf(...asked: Parameters<typeof requireProof>): string | null {
  try {
    requireProof(...asked);
    return null;
  } catch (error) {
    return error instanceof Refused ? error.code : "another error";
  }
}

test("who holds no factor proves themselves with the password, and only where that is enough", () => {
  const prover = { session: session(1), ...none };
  expect(refusalOf(prover, "strongest-factor", now)).toBeNull();
  expect(refusalOf(prover, "second-factor", now)).toBe("second-factor-needed");
});

test("who holds a factor has used it, or is asked for it", () => {
  for (const proof of ["strongest-factor", "second-factor"] as const) {
    expect(refusalOf({ session: session(2), ...holding }, proof, now)).toBeNull();
    expect(refusalOf({ session: session(1), ...holding }, proof, now)).toBe(
      "insufficient-user-authentication",
    );
  }
});

test("a session that a bypass code opened proves nothing", { tags: ["AT-95"] }, () => {
  const bypassed = { ...session(1), bypass_until: now + minute };
  for (const proof of ["strongest-factor", "second-factor"] as const)
    for (const held of [none, holding])
      expect(refusalOf({ session: bypassed, ...held }, proof, now)).toBe("log-in-again");
});

test("a proof counts for ten minutes, to the millisecond", () => {
  for (const [held, aal] of [
    [none, 1],
    [holding, 2],
  ] as const) {
    const at = (age: number) => refusalOf({ session: session(aal, age), ...held }, "strongest-factor", now);
    expect(at(10 * minute - 1)).toBeNull();
    expect(at(10 * minute)).toBe("insufficient-user-authentication");
  }
});
