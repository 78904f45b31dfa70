import { fromBase32 } from "@sallyport/totp/secret";
import { codeForCounter, matchingStep } from "@sallyport/totp/totp";
import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { staleCode, wrongCode } from "./refused-codes.ts";
import { scan } from "./scan.ts";
import { SimulatedTime } from "./simulated-time.fixture.ts";

const base32 = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP";
const secret = fromBase32(base32) ?? new Uint8Array();
const start = Date.UTC(2027, 0, 1);
const claim = async () => true;
const twiceTheSame = (step: number) =>
  step === 80 || step === 95 ? "111111" : String(step).padStart(6, "0");

describe("a wrong code", () => {
  test("has the right form, and belongs to no step of the hour around now", async () => {
    const account = await scan(base32);
    fc.assert(
      fc.property(fc.string(), fc.nat(2_000_000_000_000), (seed, now) => {
        const code = account.wrong({ seed, time: { now: () => now } });
        const step = Math.floor(now / 30_000);
        const nearby = Array.from({ length: 241 }, (_, at) =>
          codeForCounter(secret, Math.max(0, step - 120 + at)),
        );
        expect(code).toMatch(/^\d{6}$/);
        expect(nearby).not.toContain(code);
      }),
      { numRuns: 20 },
    );
  });

  test("is another if the first candidate is a nearby code", () => {
    const seed = 7;
    const first = wrongCode({ digits: 6, codeAt: () => "" }, 1000, seed);
    const second = wrongCode({ digits: 6, codeAt: (step) => (step === 1100 ? first : "") }, 1000, seed);
    expect(second).toMatch(/^\d{6}$/);
    expect(second).not.toBe(first);
  });

  test("is the same with the same seed, and otherwise random", async () => {
    const account = await scan(base32);
    const time = { now: () => start };
    expect(account.wrong({ seed: 1, time })).toBe(account.wrong({ seed: 1, time }));
    expect(new Set(Array.from({ length: 20 }, () => account.wrong({ time }))).size).toBeGreaterThan(15);
  });
});

describe("a stale code", () => {
  test("was right some time ago, and a server refuses it", async () => {
    const account = await scan(base32);
    const code = account.stale({ time: { now: () => start } });
    expect(code).toBe(codeForCounter(secret, start / 30_000 - 20));
    expect(matchingStep({ code, secret, now: start })).toEqual({ outcome: "wrong" });
  });

  test("is an older one if a step in between has the same code", () => {
    expect(staleCode({ digits: 6, codeAt: twiceTheSame }, 100, 20)).toEqual({ code: "000079", step: 79 });
  });

  test.each([0, -1, 1.5])("can't be of %d steps ago", async (stepsAgo) => {
    await expect(async () => (await scan(base32)).stale({ stepsAgo })).rejects.toThrow(
      "The option stepsAgo must be",
    );
  });
});

describe("a reused code", () => {
  test("is the one that was reserved last, while it lives", async () => {
    const account = await scan(base32);
    const time = new SimulatedTime(start);
    expect(() => account.reused()).toThrow(
      "No code of the account without a name was reserved yet. Call reserve() first.",
    );
    const { code } = await account.reserve({ claim, time });
    expect(account.reused()).toBe(code);
    time.pass(30_000);
    expect(() => account.reused()).toThrow(/has expired, so its refusal wouldn't show .*larger minRemaining/);
  });
});
