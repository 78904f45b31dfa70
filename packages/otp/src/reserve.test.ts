import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fromBase32 } from "@sallyport/totp/secret";
import { codeForCounter } from "@sallyport/totp/totp";
import * as fc from "fast-check";
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from "vitest";
import type { Account } from "./account.ts";
import { scan } from "./scan.ts";
import { SimulatedTime } from "./simulated-time.fixture.ts";

const second = 1000;
const base32 = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP";
const secret = fromBase32(base32) ?? new Uint8Array();
const start = Date.UTC(2027, 0, 1);
const firstStep = start / (30 * second);
let folder: string;
let account: Account;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "otp-reserve-"));
  account = await scan(`otpauth://totp/Quay:ines?secret=${base32}&issuer=Quay`);
});
afterAll(() => rm(folder, { recursive: true }));

let ledgers = 0;
const newLedger = () => join(folder, String(ledgers++));

test("the current code is taken if it lives long enough", async () => {
  const time = new SimulatedTime(start + 20 * second);
  const reservation = await account.reserve({ ledger: newLedger(), time, minRemaining: 10 * second });
  expect(reservation).toMatchObject({
    step: firstStep,
    waitedMs: 0,
    code: codeForCounter(secret, firstStep),
  });
  expect(reservation.remaining()).toBe(10 * second);
  expect(reservation.validUntil).toEqual(new Date(start + 30 * second));
});

test("the next code is waited for if the current one lives too short, or is taken", async () => {
  const ledger = newLedger();
  const time = new SimulatedTime(start + 20 * second + 1);
  expect(await account.reserve({ ledger, time })).toMatchObject({ step: firstStep + 1, waitedMs: 9999 });
  expect(await account.reserve({ ledger, time })).toMatchObject({
    step: firstStep + 2,
    waitedMs: 30 * second,
  });
});

test("a machine of several uses its own steps only", async () => {
  const time = new SimulatedTime(start);
  const steps = [];
  for (const slot of ["1/3", "2/3", { index: 3, total: 3 }]) {
    steps.push((await account.reserve({ ledger: newLedger(), time, slot })).step % 3);
  }
  expect(steps).toEqual([0, 1, 2]);
});

test.each(["0/2", "3/2", "a", "1", "1/2/3", ""])("the slot %o is refused", async (slot) => {
  await expect(account.reserve({ slot })).rejects.toThrow(/^The slot ".*" isn't one\. Write 2\/5/);
});

test("two accounts with one secret share the ledger", async () => {
  const twin = await scan(base32);
  const ledger = newLedger();
  const time = new SimulatedTime(start);
  const { step } = await account.reserve({ ledger, time });
  expect((await twin.reserve({ ledger, time })).step).toBe(step + 1);
});

test("a claim of the caller's own decides", async () => {
  const asked: [string, number][] = [];
  const claim = async (key: string, step: number) => {
    asked.push([key, step]);
    return asked.length === 3;
  };
  const { step } = await account.reserve({ claim, time: new SimulatedTime(start) });
  expect(step).toBe(firstStep + 2);
  expect(asked).toEqual([0, 1, 2].map((later) => [account.key, firstStep + later]));
});

describe("a timeout says what was seen and what to do:", () => {
  test("other workers took the codes", async () => {
    const ledger = newLedger();
    const time = new SimulatedTime(start);
    await account.reserve({ ledger, time });
    await expect(account.reserve({ ledger, time, timeout: 29 * second })).rejects.toMatchObject({
      code: "timeout",
      message:
        "No unused code of Quay (ines) begins within the timeout of 29000 ms. The account has one code each 30 s, and an application accepts it once. Other workers took 1 code during the wait. Give each worker an account of its own, or raise the timeout.",
    });
    expect(time.now()).toBe(start);
  });

  test("slots leave a machine few codes", async () => {
    const reserving = account.reserve({
      ledger: newLedger(),
      time: new SimulatedTime(start),
      slot: "5/5",
      timeout: 60 * second,
    });
    await expect(reserving).rejects.toThrow("uses only each 5th code, because 5 machines share the account");
  });

  test("a fast clock left a claim ahead", async () => {
    const ledger = newLedger();
    await account.reserve({ ledger, time: new SimulatedTime(start + 3600 * second) });
    const reserving = account.reserve({ ledger, time: new SimulatedTime(start), timeout: 60 * second });
    await expect(reserving).rejects.toThrow(
      `a claim 118 steps ahead: a clock was fast. Set it, and delete ${ledger}`,
    );
  });
});

test.each([
  [{ minRemaining: 30 * second }, "lives 30 s, so it can't have 30000 ms left when it is handed out"],
  [{ minRemaining: Number.NaN }, "The option minRemaining must be milliseconds"],
  [{ timeout: -1 }, "The option timeout must be milliseconds"],
  [{ application: "quay" }, 'The application "quay" isn\'t an address'],
])("the option %o is refused", async (options, sentence) => {
  await expect(account.reserve({ ledger: newLedger(), ...options })).rejects.toMatchObject({
    code: "bad-option",
    message: expect.stringContaining(sentence),
  });
});

test("a wait can be cancelled", async () => {
  const ledger = newLedger();
  await account.reserve({ ledger, minRemaining: 0 });
  const waiting = account.reserve({ ledger, minRemaining: 0, signal: AbortSignal.abort() });
  await expect(waiting).rejects.toMatchObject({ code: "cancelled" });
});

/** Starts an application whose clock is 90 s ahead. */
async function application(headers: Record<string, string> = {}): Promise<string> {
  const server = createServer((_, reply) => {
    reply.sendDate = false;
    reply.writeHead(429, { date: new Date(Date.now() + 90 * second).toUTCString(), ...headers }).end();
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  onTestFinished(() => void server.close());
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

describe("an application whose clock is 90 s ahead", () => {
  test("gets codes of its own time, and the sentence names the difference", async () => {
    const origin = await application();
    const { step, clock } = await account.reserve({
      ledger: newLedger(),
      application: origin,
      minRemaining: 0,
    });
    expect(clock.sentence).toMatch(
      new RegExp(`^This machine's clock is (90|89) s behind that of ${origin}\\. `),
    );
    expect(step - Math.floor((Date.now() + 90 * second) / (30 * second))).toBeOneOf([0, -1]);
  });

  test("is named in the timeout", async () => {
    const reserving = account.reserve({
      claim: async () => false,
      application: await application(),
      timeout: 0,
    });
    await expect(reserving).rejects.toThrow(/This machine's clock is \d+ s behind/);
  });

  test("is not taken for one, if the date is an old one from a cache", async () => {
    const old = new Date(Date.now() - 600 * second).toUTCString();
    const { clock } = await account.reserve({
      ledger: newLedger(),
      minRemaining: 0,
      application: await application({ date: old, age: "600" }),
    });
    expect(clock.offsetMs).toBe(0);
  });

  test("must tell its time", async () => {
    const reserving = account.reserve({ application: await application({ date: "soon" }) });
    await expect(reserving).rejects.toMatchObject({
      code: "no-clock",
      message: expect.stringContaining("has no Date header"),
    });
    await expect(account.reserve({ application: "http://127.0.0.1:9" })).rejects.toThrow(
      "didn't tell its time, because it didn't answer. Start the application first",
    );
  });
});

test("no step is handed out twice, and each code lives at least minRemaining, however workers interleave", async () => {
  const worker = fc.record({
    minRemaining: fc.integer({ min: 0, max: 29_000 }),
    stalls: fc.array(fc.integer({ min: 0, max: 40_000 }), { maxLength: 3 }),
    times: fc.integer({ min: 1, max: 3 }),
  });
  await fc.assert(
    fc.asyncProperty(
      fc.array(worker, { minLength: 2, maxLength: 6 }),
      fc.nat(60_000),
      async (workers, offset) => {
        const ledger = newLedger();
        const time = new SimulatedTime(start + offset, workers.length);
        const steps = await Promise.all(
          workers.map(async ({ minRemaining, stalls, times }) => {
            const own = await scan(base32);
            const taken: number[] = [];
            for (let turn = 0; turn < times; turn++) {
              const reservation = await own.reserve({
                ledger,
                time,
                minRemaining,
                timeout: 86_400_000,
                slot: false,
              });
              expect(reservation.remaining()).toBeGreaterThanOrEqual(minRemaining);
              taken.push(reservation.step);
              time.pass(stalls[turn] ?? 0);
            }
            time.ended();
            return taken;
          }),
        );
        expect(new Set(steps.flat()).size).toBe(steps.flat().length);
        for (const taken of steps) expect(taken).toEqual(taken.toSorted((one, other) => one - other));
      },
    ),
    { numRuns: 30 },
  );
});

test("a claim that takes long is not handed out too late", async () => {
  const time = new SimulatedTime(start + 15 * second);
  let isFirst = true;
  const claim = async () => {
    if (isFirst) time.pass(10 * second);
    isFirst = false;
    return true;
  };
  expect(await account.reserve({ claim, time, minRemaining: 10 * second })).toMatchObject({
    step: firstStep + 1,
  });
});
