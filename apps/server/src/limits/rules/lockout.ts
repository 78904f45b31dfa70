const second = 1000;
const firstWait = 30 * second;
const longestWait = 15 * 60 * second;
const hour = 60 * 60 * second;
const day = 24 * hour;

/** Wrong passwords in a row from one source. */
const freeWrongPasswords = 9;
/** Wrong passwords of one network within an hour, for all accounts together. */
const freeWrongPasswordsOfNetwork = 49;
/** Wrong passwords of unknown browsers within a day, for one account. */
const freeWrongPasswordsOfAccount = 59;
const freeWrongCodes = 4;
/** The authenticator is then disabled (NIST SP 800-63B-4 §3.2.2). */
export const wrongCodesUntilDisabled = 100;

/** The wait of a source, in milliseconds, after its `count`-th wrong password in a row. */
export function waitAfterWrongPasswords(count: number): number {
  return growingWait(count - freeWrongPasswords);
}

/** The wait of a network, in milliseconds, after its `count`-th wrong password within an hour. */
export function waitAfterWrongPasswordsOfNetwork(count: number): number {
  return growingWait(count - freeWrongPasswordsOfNetwork);
}

/** Half of the account's limit. So one network can't make all unknown browsers wait, but two networks can. */
export const mostCountedOfNetwork = (freeWrongPasswordsOfAccount + 1) / 2;

/**
 * The wait of unknown browsers, in milliseconds, after the `count`-th wrong password for an account within a
 * day.
 */
export function waitAfterWrongPasswordsOfAccount(count: number): number {
  // defence: AT-83
  return growingWait(count - freeWrongPasswordsOfAccount);
}

interface CountOfAccount {
  count: number;
  networks: number;
}

/** `before` is the network's count until now. */
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

/** Whether the account's count has just passed its limit. One network alone can't cause that. */
export function isWaveBegun(before: number, after: number): boolean {
  return before <= freeWrongPasswordsOfAccount && after > freeWrongPasswordsOfAccount;
}

export function isCountedAnew(since: number, now: number): boolean {
  // A `since` in the future was stored while the clock was ahead.
  return Math.abs(now - since) >= hour;
}

/** In milliseconds, after the `count`-th wrong code in a row. */
export function waitAfterWrongCodes(count: number): number {
  return growingWait(count - freeWrongCodes);
}

export function isDisabledByWrongCodes(count: number): boolean {
  return count >= wrongCodesUntilDisabled;
}

export function isWaiting(waitUntil: number | null, now: number): waitUntil is number {
  // A wait that ends too far in the future began while the clock was ahead.
  return waitUntil !== null && now < waitUntil && waitUntil <= now + longestWait;
}

/** 30 s, 60 s, 120 s … at most 15 minutes. */
function growingWait(beyond: number): number {
  return beyond <= 0 ? 0 : Math.min(firstWait * 2 ** Math.min(beyond - 1, 30), longestWait);
}
