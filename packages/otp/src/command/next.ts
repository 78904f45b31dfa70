import type { Account } from "../account.ts";
import type { Reservation } from "../reservation.ts";
import type { Output } from "./output.ts";
import { accountFrom } from "./source.ts";
import { readSeconds, readWords, sourceOptions } from "./words.ts";

const options = {
  ...sourceOptions,
  json: { type: "boolean" },
  "min-remaining": { type: "string" },
  timeout: { type: "string" },
  slot: { type: "string" },
  ledger: { type: "string" },
  application: { type: "string" },
} as const;

/** Prints the next unused code alone on the standard output, so that a shell can take it. */
export async function next(args: readonly string[], { out, error }: Output): Promise<void> {
  const { values, positionals } = readWords(args, options);
  const account = await accountFrom(positionals, values);
  const reservation = await account.reserve({
    minRemaining: readSeconds("min-remaining", values["min-remaining"]),
    timeout: readSeconds("timeout", values.timeout),
    slot: values.slot,
    ledger: values.ledger,
    application: values.application,
  });
  if (values.json === true) return out(JSON.stringify(facts(account, reservation)));
  const { offsetMs, sentence } = reservation.clock;
  if (offsetMs !== 0) error(sentence);
  error(`${account.title}: ${secondsLeft(reservation)} s left`);
  out(reservation.code);
}

function facts({ issuer, name }: Account, reservation: Reservation) {
  const { code, step, validUntil, waitedMs, clock } = reservation;
  return {
    code,
    secondsLeft: secondsLeft(reservation),
    validUntil,
    step,
    waitedMs,
    clockOffsetMs: clock.offsetMs,
    issuer,
    account: name,
  };
}

function secondsLeft(reservation: Reservation): number {
  return Math.floor(reservation.remaining() / 1000);
}
