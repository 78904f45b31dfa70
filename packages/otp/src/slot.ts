import { OtpError } from "./otp-error.ts";

/** One of `total` machines without a shared ledger. It uses only every `total`-th time step. */
export interface Slot {
  /** From 1 to `total`, as in Playwright's `--shard=2/5`. */
  readonly index: number;
  /** The number of machines that use the same account at the same time. */
  readonly total: number;
}

const alone: Slot = { index: 1, total: 1 };

/** Checks a slot. Text has the form "2/5", and "off" or `false` means all steps. */
export function readSlot(given: Slot | string | false): Slot {
  if (given === false || given === "off") return alone;
  const [, index, total] = typeof given === "string" ? (/^(\d+)\/(\d+)$/.exec(given) ?? []) : [];
  const slot = typeof given === "string" ? { index: Number(index), total: Number(total) } : given;
  const isRight =
    Number.isSafeInteger(slot.index) &&
    Number.isSafeInteger(slot.total) &&
    slot.index >= 1 &&
    slot.index <= slot.total;
  if (isRight) return slot;
  const seen = typeof given === "string" ? `"${given}"` : `${given.index}/${given.total}`;
  throw new OtpError("bad-option", `The slot ${seen} isn't one. Write 2/5 for the second of five machines.`);
}

/** The slot from `SALLYPORT_OTP_SLOT`, or from the test runner's `--shard=2/5`. Otherwise all steps. */
export function defaultSlot(env = process.env, words: readonly string[] = process.argv): Slot {
  const set = env["SALLYPORT_OTP_SLOT"];
  if (set) return readSlot(set);
  const at = words.findIndex((word) => word === "--shard" || word.startsWith("--shard="));
  const shard = words[at]?.split("=")[1] ?? words[at + 1];
  return at >= 0 && shard !== undefined && /^\d+\/\d+$/.test(shard) ? readSlot(shard) : alone;
}

export function isInSlot(step: number, { index, total }: Slot): boolean {
  return step % total === index - 1;
}
