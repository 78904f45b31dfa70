import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { newSecret } from "./secret.ts";
import {
  codeAt,
  codeForCounter,
  type MatchingStepAnswer,
  matchingStep,
  standardParameters,
  timeStepAt,
} from "./totp.ts";

const secret = new TextEncoder().encode("12345678901234567890");
const stepMs = 30_000;

/** The codes of this step and of its neighbours are all different. */
const step = 66_666_666;
const now = step * stepMs;
const codeOf = (offset: number) => codeForCounter(secret, step + offset);

describe("the window", () => {
  test("the code of the current step matches, and so does the one before", () => {
    expect(matchingStep({ code: codeOf(0), secret, now })).toEqual({ outcome: "match", step });
    expect(matchingStep({ code: codeOf(-1), secret, now })).toEqual({ outcome: "match", step: step - 1 });
  });

  test("the code of the next step is not valid yet, which tells of a fast clock", () => {
    expect(matchingStep({ code: codeOf(1), secret, now })).toEqual({ outcome: "not-yet-valid" });
  });

  test.each([-1000, -3, -2, 2, 3, 1000])("the code %i steps away is wrong", (offset) => {
    expect(matchingStep({ code: codeOf(offset), secret, now })).toEqual({ outcome: "wrong" });
  });

  test.each([
    ["a millisecond before its step", -1, "not-yet-valid"],
    ["at the first millisecond of its step", 0, "match"],
    ["at the last millisecond of its step", stepMs - 1, "match"],
    ["at the last millisecond of the step after", 2 * stepMs - 1, "match"],
    ["a millisecond later", 2 * stepMs, "wrong"],
  ])("a code %s", (_, offsetMs, outcome) => {
    expect(matchingStep({ code: codeOf(0), secret, now: now + offsetMs })).toMatchObject({ outcome });
  });

  test("at the beginning of time there is no step before", () => {
    expect(matchingStep({ code: codeForCounter(secret, 0), secret, now: 0 })).toEqual({
      outcome: "match",
      step: 0,
    });
    expect(matchingStep({ code: codeForCounter(secret, 1), secret, now: 0 })).toEqual({
      outcome: "not-yet-valid",
    });
  });

  test("exactly the current and the previous step match, for every secret and time", {
    tags: ["R93"],
  }, () => {
    const anySecret = fc.uint8Array({ minLength: 10, maxLength: 64 });
    const anyTime = fc.integer({ min: 5 * stepMs, max: 4_000_000_000_000 });
    const anyOffset = fc.integer({ min: -4, max: 4 });
    fc.assert(
      fc.property(anySecret, anyTime, anyOffset, (key, time, offset) => {
        const current = timeStepAt(time);
        const code = codeForCounter(key, current + offset);
        const others = [-1, 0, 1].filter((near) => near !== offset);
        fc.pre(others.every((near) => codeForCounter(key, current + near) !== code));
        expect(matchingStep({ code, secret: key, now: time })).toEqual(answerFor(offset, current));
      }),
    );
  });
});

function answerFor(offset: number, current: number): MatchingStepAnswer {
  if (offset === 0 || offset === -1) return { outcome: "match", step: current + offset };
  return { outcome: offset === 1 ? "not-yet-valid" : "wrong" };
}

describe("replay", () => {
  test("a code works once", { tags: ["AT-22", "R21"] }, () => {
    expect(matchingStep({ code: codeOf(0), secret, now, lastStep: step })).toEqual({
      outcome: "replayed",
      step,
    });
  });

  test("after the current code, the one before is used up as well", { tags: ["AT-22", "R21"] }, () => {
    expect(matchingStep({ code: codeOf(-1), secret, now, lastStep: step })).toEqual({
      outcome: "replayed",
      step: step - 1,
    });
  });

  test("after the code before, the current one still works", () => {
    const answer = matchingStep({ code: codeOf(0), secret, now, lastStep: step - 1 });
    expect(answer).toEqual({ outcome: "match", step });
  });

  test("before the first code nothing counts as used", () => {
    const answer = matchingStep({ code: codeOf(0), secret, now, lastStep: null });
    expect(answer).toEqual({ outcome: "match", step });
  });

  test("turning the clock back does not bring a code back", () => {
    const lastStep = step + 10;
    for (const offset of [-1, 0, 1]) {
      expect(matchingStep({ code: codeOf(offset), secret, now, lastStep })).toMatchObject({
        outcome: "replayed",
      });
    }
  });

  test("no order of codes is accepted but a rising one", { tags: ["AT-22", "R21"] }, () => {
    const attempt = fc.record({
      offsetMs: fc.nat(10 * stepMs),
      age: fc.integer({ min: -2, max: 2 }),
    });
    fc.assert(
      fc.property(fc.array(attempt, { maxLength: 20 }), (attempts) => {
        let lastStep: number | null = null;
        const accepted: string[] = [];
        for (const { offsetMs, age } of attempts) {
          const time = now + offsetMs;
          const code = codeAt(secret, time + age * stepMs);
          const answer = matchingStep({ code, secret, now: time, lastStep });
          if (answer.outcome !== "match") continue;
          expect(answer.step).toBeGreaterThan(lastStep ?? -1);
          lastStep = answer.step;
          accepted.push(code);
        }
        expect(new Set(accepted).size).toBe(accepted.length);
      }),
    );
  });
});

test("when two neighbouring steps share a code, it counts for the newer and works once", () => {
  // The code of this step is also the code of the step before it.
  const twin = 50_424_281;
  const code = codeForCounter(secret, twin);
  expect(codeForCounter(secret, twin - 1)).toBe(code);
  const question = { code, secret, now: twin * stepMs };
  expect(matchingStep(question)).toEqual({ outcome: "match", step: twin });
  expect(matchingStep({ ...question, lastStep: twin })).toEqual({ outcome: "replayed", step: twin });
});

describe("malformed codes", () => {
  const code = codeOf(0);
  const number = Number(code);

  // otpauth before 3.2.8 accepted a single digit (npm advisory 1087).
  test.each(Array.from("0123456789"))("the single digit %s is wrong", { tags: ["AT-28", "R24"] }, (digit) => {
    expect(matchingStep({ code: digit, secret, now })).toEqual({ outcome: "wrong" });
  });

  test.each([
    ["nothing", ""],
    ["the first five digits", code.slice(0, 5)],
    ["the last five digits", code.slice(1)],
    ["a zero before it", `0${code}`],
    ["a zero after it", `${code}0`],
    ["the code twice", code + code],
    ["a space before it", ` ${code}`],
    ["a line break after it", `${code}\n`],
    ["a sign", `+${code}`],
    ["a decimal point", `${number}.0`],
    ["an exponent", number.toExponential()],
    ["digits of another script", arabicDigits(code)],
  ])("the right code written with %s is wrong", (_, malformed) => {
    expect(matchingStep({ code: malformed, secret, now })).toEqual({ outcome: "wrong" });
  });

  test("of any text, only the two valid codes match, and nothing throws", { tags: ["AT-28", "R24"] }, () => {
    const fresh = newSecret();
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.stringMatching(/^\d{0,12}$/)), (text) => {
        const isValid = [codeAt(fresh, now), codeAt(fresh, now - stepMs)].includes(text);
        expect(matchingStep({ code: text, secret: fresh, now }).outcome === "match").toBe(isValid);
      }),
    );
  });
});

test("a key of eight digits, another hash and another period is checked by its own parameters", () => {
  const parameters = { algorithm: "SHA512", digits: 8, periodSeconds: 60 } as const;
  const code = codeAt(secret, now, parameters);
  expect(code).toHaveLength(8);
  expect(matchingStep({ code, secret, now, parameters })).toEqual({
    outcome: "match",
    step: timeStepAt(now, 60),
  });
  expect(matchingStep({ code, secret, now })).toEqual({ outcome: "wrong" });
});

test("a secret or parameters that can't be right are an error of the caller, not a wrong code", () => {
  const weak = { ...standardParameters, digits: 1 };
  expect(() => matchingStep({ code: "000000", secret: new Uint8Array(), now })).toThrow(RangeError);
  expect(() => matchingStep({ code: "0", secret, now, parameters: weak })).toThrow(RangeError);
});

test("an invalid time matches no code", () => {
  expect(matchingStep({ code: codeOf(0), secret, now: Number.NaN })).toEqual({ outcome: "wrong" });
});

test("however a code is judged, three codes are computed and compared, so that time tells nothing", {
  tags: ["R67"],
}, () => {
  let reads = 0;
  const counting = {
    length: secret.length,
    *[Symbol.iterator]() {
      reads++;
      yield* secret;
    },
  } as unknown as Uint8Array;
  const judged = [codeOf(0), codeOf(-1), codeOf(1), codeOf(5), "000000", "12", ""].map((code) => {
    reads = 0;
    matchingStep({ code, secret: counting, now, lastStep: step - 1 });
    return reads;
  });
  expect(new Set(judged)).toEqual(new Set([3]));
});

function arabicDigits(code: string): string {
  return code.replace(/\d/g, (digit) => String.fromCharCode(0x660 + Number(digit)));
}
