import { type ClockOffset, measureClock, noOffset } from "./clock-offset.ts";
import { FolderLedger } from "./ledger.ts";
import { OtpError } from "./otp-error.ts";
import type { ReserveOptions } from "./reserve-options.ts";
import { defaultSlot, isInSlot, readSlot } from "./slot.ts";
import { machineTime } from "./time.ts";

interface Subject {
  readonly key: string;
  readonly title: string;
  readonly periodSeconds: number;
}

interface ReservedStep {
  readonly step: number;
  readonly validFrom: Date;
  readonly validUntil: Date;
  readonly waitedMs: number;
  readonly clock: ClockOffset;
}

const defaults = { minRemaining: 10_000, timeout: 180_000 };
const ledgers = new Map<string, FolderLedger>();

/**
 * Waits until this worker claims a step that lives long enough. Only the current step is claimed, never a later
 * one, so a killed worker costs at most the step that it held.
 */
export async function reserveStep(subject: Subject, options: ReserveOptions): Promise<ReservedStep> {
  const { time = machineTime, signal } = options;
  const timeout = wholeMs("timeout", options.timeout ?? defaults.timeout);
  const minRemaining = wholeMs("minRemaining", options.minRemaining ?? defaults.minRemaining);
  const slot = options.slot === undefined ? defaultSlot() : readSlot(options.slot);
  const ledger = ledgerAt(options.ledger);
  const claim = options.claim ?? ((key, step) => ledger.claim(key, step));
  const started = time.now();
  const clock = options.application === undefined ? noOffset : await measureClock(options.application);
  const periodMs = subject.periodSeconds * 1000;
  if (minRemaining + 2 * clock.errorMs >= periodMs) {
    const seen = `A code of ${subject.title} lives ${subject.periodSeconds} s, so it can't have ${minRemaining} ms left`;
    throw new OtpError("bad-option", `${seen} when it is handed out. Give a smaller minRemaining.`);
  }

  let taken = 0;
  for (;;) {
    const step = Math.floor((time.now() + clock.offsetMs) / periodMs);
    const validFrom = step * periodMs - clock.offsetMs + clock.errorMs;
    const validUntil = (step + 1) * periodMs - clock.offsetMs - clock.errorMs;
    const livesLongEnough = () => time.now() >= validFrom && validUntil - time.now() >= minRemaining;
    if (isInSlot(step, slot) && livesLongEnough()) {
      const isClaimed = await claim(subject.key, step);
      // On a stalled machine, the claim itself may take long.
      if (isClaimed && livesLongEnough()) {
        const waitedMs = time.now() - started;
        return { step, validFrom: new Date(validFrom), validUntil: new Date(validUntil), waitedMs, clock };
      }
      if (!isClaimed) taken++;
    }
    let next = time.now() < validFrom ? step : step + 1;
    while (!isInSlot(next, slot)) next++;
    const begins = next * periodMs - clock.offsetMs + clock.errorMs;
    if (begins > started + timeout) {
      const newest = options.claim ? -1 : await ledger.newest(subject.key);
      const ahead = newest > step ? newest - step : 0;
      throw new OtpError(
        "timeout",
        tooLate({ subject, timeout, taken, total: slot.total, ahead, clock, ledger }),
      );
    }
    await time.sleep(Math.max(1, begins - time.now()), signal);
  }
}

function tooLate(seen: {
  subject: Subject;
  timeout: number;
  taken: number;
  total: number;
  ahead: number;
  clock: ClockOffset;
  ledger: FolderLedger;
}): string {
  const { subject, timeout, taken, total, ahead, clock, ledger } = seen;
  const { title, periodSeconds } = subject;
  return [
    `No unused code of ${title} begins within the timeout of ${timeout} ms.`,
    `The account has one code each ${periodSeconds} s, and an application accepts it once.`,
    taken > 0 && `Other workers took ${taken} ${taken === 1 ? "code" : "codes"} during the wait.`,
    total > 1 && `This machine uses only each ${total}th code, because ${total} machines share the account.`,
    ahead > 1 &&
      `The ledger has a claim ${ahead} steps ahead: a clock was fast. Set it, and delete ${ledger.folder}/${subject.key}.`,
    clock.offsetMs !== 0 && clock.sentence,
    "Give each worker an account of its own, or raise the timeout.",
  ]
    .filter(Boolean)
    .join(" ");
}

function ledgerAt(folder: string | undefined): FolderLedger {
  const fresh = new FolderLedger(folder);
  const ledger = ledgers.get(fresh.folder) ?? fresh;
  ledgers.set(ledger.folder, ledger);
  return ledger;
}

function wholeMs(name: string, value: number): number {
  if (Number.isFinite(value) && value >= 0) return value;
  throw new OtpError("bad-option", `The option ${name} must be milliseconds, 0 or more. It is ${value}.`);
}
