import type { WaitLimits } from "@sallyport/contract/settings/list";

const second = 1000;
const firstWait = 30 * second;
export const longestWait = 15 * 60 * second;
const hour = 60 * 60 * second;
const day = 24 * hour;

/** Within an hour, a network can send this many wrong passwords to all accounts before it must wait. */
const freeWrongPasswordsOfNetwork = 49;
/** Within a day, unknown browsers can send this many wrong passwords to one account before they must wait. */
const freeWrongPasswordsOfAccount = 59;
/** After this many wrong codes, the authenticator is disabled (NIST SP 800-63B-4 §3.2.2). */
export const wrongCodesUntilDisabled = 100;

export function waitAfterWrongPasswords(count: number, limits: WaitLimits): number {
  return growingWait(count - limits.wrongPasswordsUntilWait + 1, longestIn(limits));
}

/** Returns milliseconds. `count` is the number of wrong passwords from the network within an hour. */
export function waitAfterWrongPasswordsOfNetwork(count: number): number {
  return growingWait(count - freeWrongPasswordsOfNetwork);
}

/**
 * For one account, wrong passwords from one network count only up to this number. So one network can't make
 * unknown browsers from other networks wait.
 */
export const mostCountedOfNetwork = (freeWrongPasswordsOfAccount + 1) / 2;

export function waitAfterWrongPasswordsOfAccount(count: number): number {
  // defence: AT-83
  return growingWait(count - freeWrongPasswordsOfAccount);
}

export function waitsOfAccount(): { count: number; wait: number }[] {
  const waits: { count: number; wait: number }[] = [];
  for (let beyond = 1; waits.at(-1)?.wait !== longestWait; beyond += 1)
    waits.push({ count: freeWrongPasswordsOfAccount + beyond, wait: growingWait(beyond) });
  return waits;
}

interface CountOfAccount {
  count: number;
  networks: number;
}

export function withOneMore(
  all: CountOfAccount,
  before: { count: number; lastAt: number } | null,
  now: number,
): CountOfAccount {
  const isCounted = before !== null && before.lastAt > now - day && before.lastAt <= now;
  const next = Math.min((before?.count ?? 0) + 1, mostCountedOfNetwork);
  const previous = isCounted ? Math.min(before.count, mostCountedOfNetwork) : 0;
  return { count: all.count - previous + next, networks: all.networks + (isCounted ? 0 : 1) };
}

/** True if this wrong password exceeds the account's limit. One network alone can't exceed this limit. */
export function isWaveBegun(before: number, after: number): boolean {
  return before <= freeWrongPasswordsOfAccount && after > freeWrongPasswordsOfAccount;
}

export function isCountedAnew(since: number, now: number): boolean {
  // The count also starts again if `since` is at least an hour in the future. Such a time was stored while the
  // clock was ahead.
  return Math.abs(now - since) >= hour;
}

export function waitAfterWrongCodes(count: number, limits: WaitLimits): number {
  return growingWait(count - limits.wrongCodesUntilWait + 1, longestIn(limits));
}

export function isDisabledByWrongCodes(count: number): boolean {
  return count >= wrongCodesUntilDisabled;
}

export function isWaiting(waitUntil: number | null, now: number): waitUntil is number {
  return waitUntil !== null && now < waitUntil && waitUntil <= now + longestWait;
}

function growingWait(beyond: number, longest = longestWait): number {
  return beyond <= 0 ? 0 : Math.min(firstWait * 2 ** Math.min(beyond - 1, 30), longest);
}

function longestIn({ longestWaitMinutes }: WaitLimits): number {
  return longestWaitMinutes * 60 * second;
}
