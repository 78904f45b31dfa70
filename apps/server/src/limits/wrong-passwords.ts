import { record } from "../activity/activity.ts";
import { day, hour } from "../core/clock.ts";
import type { Queryable } from "../database/database.ts";
import type { AccountRow } from "../database/schema.ts";
import type { Outbox } from "../mail/outbox.ts";
import { wrongPasswordsMail, wrongPasswordsOfManyMail } from "../mail/templates/attempts.ts";
import {
  isCountedAnew,
  isWaiting,
  isWaveBegun,
  waitAfterWrongPasswords,
  waitAfterWrongPasswordsOfAccount,
  waitAfterWrongPasswordsOfNetwork,
} from "./rules/lockout.ts";
import {
  isFirstHeldOff,
  isFirstHeldOffOfAccount,
  isFirstHeldOffOfNetwork,
  noteWrongPassword,
  noteWrongPasswordOfNetwork,
  type Source,
  wrongPasswords,
  wrongPasswordsOfNetwork,
} from "./wrong-passwords.repository.ts";
import {
  type WrongPasswordsOfAccount,
  wrongPasswordsOfAccount,
} from "./wrong-passwords-of-account.repository.ts";

/** A password that was given, for an account or for a login that none has. */
export interface Guess {
  account: AccountRow | null;
  source: Source;
  address: string;
  now: number;
}

interface HeldOff {
  reason: string;
  /** Of all that one wait holds off only the first is recorded, so that a flood fills no table. */
  isFirst: boolean;
}

/**
 * Why this guess is not judged at all, right or wrong; null when it is. What the account's own wait holds off counts for
 * the network all the same: else the network would be held off after fifty guesses at a login that nobody has, and never
 * by those at one that somebody has, and so tell which is which (ASVS 6.3.8).
 */
export async function holdOff(tx: Queryable, guess: Guess): Promise<HeldOff | null> {
  const { account, source, now } = guess;
  const ofNetwork = source.isKnownBrowser ? null : await wrongPasswordsOfNetwork(tx, source);
  const { waitUntil } = await wrongPasswords(tx, account?.id, source);
  const ofAccount = source.isKnownBrowser ? null : await wrongPasswordsOfAccount(tx, account?.id, now);
  if (isWaiting(ofNetwork?.waitUntil ?? null, now)) {
    const isFirst = await isFirstHeldOffOfNetwork(tx, source);
    return { reason: "held off after wrong passwords from there over all accounts; not judged", isFirst };
  }
  if (isWaiting(waitUntil, now)) {
    const isFirst = await isFirstHeldOff(tx, account?.id, source);
    // defence: AT-68 network
    if (!source.isKnownBrowser) await countOfNetwork(tx, guess);
    return { reason: "held off after wrong passwords; not judged", isFirst };
  }
  if (ofAccount !== null && isWaiting(endOfWait(ofAccount), now)) {
    const isFirst = await isFirstHeldOffOfAccount(tx, account?.id);
    await countOfNetwork(tx, guess);
    return { reason: "unknown network, held off after wrong passwords from many; not judged", isFirst };
  }
  return null;
}

/** Counts a wrong password: for the account, and for the network over all accounts. A right one lowers only the first. */
export async function countWrongPassword(tx: Queryable, outbox: Outbox, guess: Guess): Promise<void> {
  if (!guess.source.isKnownBrowser) await countOfNetwork(tx, guess);
  await countOfAccount(tx, outbox, guess);
}

async function countOfAccount(
  tx: Queryable,
  outbox: Outbox,
  { account, source, address, now }: Guess,
): Promise<void> {
  const before = await wrongPasswords(tx, account?.id, source);
  const allBefore = await wrongPasswordsOfAccount(tx, account?.id, now);
  const count = before.count + 1;
  const wait = waitAfterWrongPasswords(count);
  const waitUntil = wait > 0 ? now + wait : null;
  await noteWrongPassword(tx, { accountId: account?.id, source, count, now, waitUntil });
  const all = await wrongPasswordsOfAccount(tx, account?.id, now);
  if (account && isWaveBegun(allBefore.count, all.count)) {
    await tellOfWave(tx, outbox, { account, networks: all.networks, address, now });
  }
  if (!account || waitUntil === null || before.waitUntil !== null) return;
  await record(tx, { at: now, kind: "user_lockout", actor: account, detail: source.name, address });
  // Who has not accepted an invitation yet has no password that somebody could guess.
  if (account.state === "staged") return;
  // However many networks somebody guesses from, their owner gets one of these mails an hour.
  const once = `wrong-passwords:${account.id}:${Math.floor(now / hour)}`;
  await outbox.queue(tx, wrongPasswordsMail(account, address, waitUntil), now, once);
}

/** Until when no password from an unknown network is judged. */
function endOfWait({ count, lastAt }: WrongPasswordsOfAccount): number | null {
  return lastAt === null ? null : lastAt + waitAfterWrongPasswordsOfAccount(count);
}

interface Wave {
  account: AccountRow;
  networks: number;
  address: string;
  now: number;
}

/** Once a wave: it ends when wrong passwords of a day are few again, and no second mail goes out on one day. */
async function tellOfWave(tx: Queryable, outbox: Outbox, { account, networks, address, now }: Wave) {
  const detail = `wrong passwords from ${networks} networks within a day; unknown networks have to wait`;
  await record(tx, { at: now, kind: "user_lockout", actor: account, detail, address });
  if (account.state === "staged") return;
  const once = `wrong-passwords-of-many:${account.id}:${Math.floor(now / day)}`;
  await outbox.queue(tx, wrongPasswordsOfManyMail(account, networks), now, once);
}

async function countOfNetwork(tx: Queryable, { source, address, now }: Guess): Promise<void> {
  const known = await wrongPasswordsOfNetwork(tx, source);
  const before =
    known && !isCountedAnew(known.since, now) ? known : { count: 0, since: now, waitUntil: null };
  const count = before.count + 1;
  const wait = waitAfterWrongPasswordsOfNetwork(count);
  const waitUntil = wait > 0 ? now + wait : null;
  await noteWrongPasswordOfNetwork(tx, source, { count, since: before.since, waitUntil });
  if (waitUntil === null || before.waitUntil !== null) return;
  const detail = `${source.network}: ${count} wrong passwords within an hour, over all accounts`;
  await record(tx, { at: now, kind: "user_lockout", actor: null, detail, address });
}
