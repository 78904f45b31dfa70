const second = 1000;
const firstWait = 30 * second;
const longestWait = 15 * 60 * second;
const hour = 60 * 60 * second;
const day = 24 * hour;

/** How many wrong passwords in a row a source may enter before it must wait. */
const freeWrongPasswords = 9;
/** How many wrong passwords a network may enter within an hour, for all accounts together, before it must wait. */
const freeWrongPasswordsOfNetwork = 49;
/** How many wrong passwords unknown browsers may enter for one account within a day before all of them must wait. */
const freeWrongPasswordsOfAccount = 59;
/** How many wrong codes in a row are allowed before a wait. */
const freeWrongCodes = 4;
/** NIST SP 800-63B-4 §3.2.2: after this many wrong codes in a row the authenticator is disabled. */
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
 * How many wrong passwords of one network count toward the account's limit for unknown browsers: half of that limit. So
 * one network alone can't make all others wait, but two can.
 */
export const mostCountedOfNetwork = (freeWrongPasswordsOfAccount + 1) / 2;

/** The wait of unknown browsers, in milliseconds, after the `count`-th wrong password for an account within a day. */
export function waitAfterWrongPasswordsOfAccount(count: number): number {
  // defence: AT-83
  return growingWait(count - freeWrongPasswordsOfAccount);
}

interface CountOfAccount {
  count: number;
  networks: number;
}

/** The account's count after one more wrong password from a network. `before` is this network's own count until now. */
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

/** Whether the account's count passes its limit between `before` and `after`. One network alone can't cause that. */
export function isWaveBegun(before: number, after: number): boolean {
  return before <= freeWrongPasswordsOfAccount && after > freeWrongPasswordsOfAccount;
}

/**
 * Whether a network's count that began at `since` has expired. Counts expire because many users may share a network.
 */
export function isCountedAnew(since: number, now: number): boolean {
  // A `since` an hour or more in the future was stored while the clock was ahead. Such a count has expired too.
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
  // Ignores a wait that ends too far in the future, because it began while the clock was ahead.
  return waitUntil !== null && now < waitUntil && waitUntil <= now + longestWait;
}

/** 30 s, 60 s, 120 s … at most 15 minutes. */
function growingWait(beyond: number): number {
  return beyond <= 0 ? 0 : Math.min(firstWait * 2 ** Math.min(beyond - 1, 30), longestWait);
}
