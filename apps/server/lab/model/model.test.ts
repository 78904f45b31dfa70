import { expect, test } from "vitest";
import { runModel } from "./run.ts";

/**
 * `MODEL_SEED=1234 npx vitest run apps/server/lab/model` repeats a failed run. `MODEL_PATH` repeats only the
 * failed sequence.
 */
const { MODEL_SEED, MODEL_PATH } = process.env;
const seed = MODEL_SEED === undefined ? Math.trunc(Math.random() * 2 ** 31) : Number(MODEL_SEED);

test(`the invariants hold under random acts of people, attackers and the clock (seed ${seed})`, {
  timeout: 120_000,
}, async () => {
  const path = MODEL_PATH === undefined ? {} : { path: MODEL_PATH };
  const reached = await runModel({ seed, sequences: 4, ...path });
  // At least one sign-in must succeed. Otherwise the invariants would prove nothing.
  expect(reached.get("user: looked at: signed in")).toBeGreaterThan(0);
  expect(reached.get("administrator: looked at: signed in")).toBeGreaterThan(0);
});
