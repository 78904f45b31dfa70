import { expect, test } from "vitest";
import { runModel } from "./run.ts";

/** The same sequences again: `MODEL_SEED=1234 npx vitest run apps/server/lab/model`, with `MODEL_PATH` the one alone. */
const { MODEL_SEED, MODEL_PATH } = process.env;
const seed = MODEL_SEED === undefined ? Math.trunc(Math.random() * 2 ** 31) : Number(MODEL_SEED);

test(`whatever people, attackers and the clock do, what must always hold holds (seed ${seed})`, {
  timeout: 120_000,
}, async () => {
  const path = MODEL_PATH === undefined ? {} : { path: MODEL_PATH };
  const reached = await runModel({ seed, sequences: 4, ...path });
  // Where nobody gets in, everything holds.
  expect(reached.get("user: looked at: signed in")).toBeGreaterThan(0);
  expect(reached.get("administrator: looked at: signed in")).toBeGreaterThan(0);
});
