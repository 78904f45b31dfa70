const second = 1000;
const firstWait = 30 * second;
const longestWait = 15 * 60 * second;
const hour = 60 * 60 * second;

/** Wrong passwords of one source before it must wait. */
const freeWrongPasswords = 9;
/** Wrong passwords of one network within an hour, over all accounts, before it must wait. */
const freeWrongPasswordsOfNetwork = 49;
/** Wrong passwords of one account within a day, from all unknown networks together, before these must wait. */
const freeWrongPasswordsOfAccount = 59;
/** Wrong codes in a row before a wait. */
const freeWrongCodes = 4;
/** NIST SP 800-63B-4 §3.2.2: after this many in a row the authenticator is disabled and must be enrolled again. */
export const wrongCodesUntilDisabled = 100;

/** The wait of a source, in milliseconds, after its `count`-th wrong password in a row. */
export function waitAfterWrongPasswords(count: number): number {
  return growingWait(count - freeWrongPasswords);
}

/** The wait of a network, in milliseconds, after its `count`-th wrong password within an hour. */
export function waitAfterWrongPasswordsOfNetwork(count: number): number {
  return growingWait(count - freeWrongPasswordsOfNetwork);
}

/**
 * The most wrong passwords of one network that count for the account: half of the limit for unknown networks. So one
 * network alone can't make all others wait, and two networks soon reach the limit.
 */
export const mostCountedOfNetwork = (freeWrongPasswordsOfAccount + 1) / 2;

/** The wait of unknown networks, in milliseconds, after an account's `count`-th wrong password. */
export function waitAfterWrongPasswordsOfAccount(count: number): number {
  // defence: AT-83
  return growingWait(count - freeWrongPasswordsOfAccount);
}

/** Whether raising an account's count from `before` to `after` starts a wave of wrong passwords from many networks. */
export function isWaveBegun(before: number, after: number): boolean {
  return before <= freeWrongPasswordsOfAccount && after > freeWrongPasswordsOfAccount;
}

/** Whether a network's count that began at `since` has expired. It expires because a whole office may share a network. */
export function isCountedAnew(since: number, now: number): boolean {
  // Also expired if it began an hour in the future, while the clock was ahead.
  return Math.abs(now - since) >= hour;
}

/** The wait, in milliseconds, after the `count`-th wrong code in a row. */
export function waitAfterWrongCodes(count: number): number {
  return growingWait(count - freeWrongCodes);
}

export function isDisabledByWrongCodes(count: number): boolean {
  return count >= wrongCodesUntilDisabled;
}

export function isWaiting(waitUntil: number | null, now: number): waitUntil is number {
  // A wait that ends later than the longest wait began while the clock was ahead. It is ignored.
  return waitUntil !== null && now < waitUntil && waitUntil <= now + longestWait;
}

/** 30 s, 60 s, 120 s … at most 15 minutes. */
function growingWait(beyond: number): number {
  return beyond <= 0 ? 0 : Math.min(firstWait * 2 ** Math.min(beyond - 1, 30), longestWait);
}
