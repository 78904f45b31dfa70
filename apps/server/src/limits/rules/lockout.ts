const second = 1000;
const firstWait = 30 * second;
const longestWait = 15 * 60 * second;
const hour = 60 * 60 * second;

/** Wrong passwords of one source that pass without a wait. */
const freeWrongPasswords = 9;
/** Wrong passwords of one network within an hour, over all accounts, before it must wait. */
const freeWrongPasswordsOfNetwork = 49;
/** Wrong passwords of one account within a day, from all unknown networks together, that pass without a wait. */
const freeWrongPasswordsOfAccount = 59;
/** Wrong codes in a row that pass without a wait. */
const freeWrongCodes = 4;
/** NIST SP 800-63B-4 §3.2.2: after this many in a row the authenticator is disabled and must be enrolled again. */
const wrongCodesUntilDisabled = 100;

/** How long, in milliseconds, nothing is judged after the `count`-th wrong password in a row from one source. */
export function waitAfterWrongPasswords(count: number): number {
  return growingWait(count - freeWrongPasswords);
}

/** How long, in milliseconds, no password from a network is judged after its `count`-th wrong one within an hour. */
export function waitAfterWrongPasswordsOfNetwork(count: number): number {
  return growingWait(count - freeWrongPasswordsOfNetwork);
}

/**
 * How many of one network's wrong passwords count for the account: half of what makes unknown networks wait, so that one
 * network alone can't make all others wait, and two can't guess for long.
 */
export const mostCountedOfNetwork = (freeWrongPasswordsOfAccount + 1) / 2;

/** How long, in milliseconds, no password from an unknown network is judged after an account's `count`-th wrong one. */
export function waitAfterWrongPasswordsOfAccount(count: number): number {
  // defence: AT-83
  return growingWait(count - freeWrongPasswordsOfAccount);
}

/** Whether a wrong password that raises an account's count begins a wave from many networks. */
export function isWaveBegun(before: number, after: number): boolean {
  return before <= freeWrongPasswordsOfAccount && after > freeWrongPasswordsOfAccount;
}

/** Whether wrong passwords of a network, counted since then, are counted no more: it may be a whole office. */
export function isCountedAnew(since: number, now: number): boolean {
  // Also what was counted an hour ahead, under a clock that has been put right.
  return Math.abs(now - since) >= hour;
}

/** How long, in milliseconds, no code is judged after the `count`-th wrong code in a row. */
export function waitAfterWrongCodes(count: number): number {
  return growingWait(count - freeWrongCodes);
}

export function isDisabledByWrongCodes(count: number): boolean {
  return count >= wrongCodesUntilDisabled;
}

export function isWaiting(waitUntil: number | null, now: number): waitUntil is number {
  // No wait is longer: what ends later was begun under a clock that was ahead, and would last for as long as it was.
  return waitUntil !== null && now < waitUntil && waitUntil <= now + longestWait;
}

/** 30 s, 60 s, 120 s … at most 15 minutes. */
function growingWait(beyond: number): number {
  return beyond <= 0 ? 0 : Math.min(firstWait * 2 ** Math.min(beyond - 1, 30), longestWait);
}
