import type { Registration } from "@sallyport/contract/authenticator";
import { type Clock, instant, minute } from "../core/clock.ts";
import { Refused } from "../core/refusal.ts";
import { hashOf, newDigits, newToken } from "../core/tokens.ts";
import type { Database, Queryable } from "../database/database.ts";
import type { RegistrationRow } from "../database/schema.ts";
import type { ScopeName } from "../database/scope.ts";
import { inTransaction } from "../database/transactions.ts";
import type { Visit } from "../http/visit.ts";
import type { Outbox } from "../mail/outbox.ts";
import { verificationMail } from "../mail/templates/registration.ts";
import { countMail, scopeOfMail } from "./flood.ts";
import {
  answerCode,
  deleteRegistration,
  findRegistration,
  spendLink,
  storeHoldsAccounts,
  writeRegistration,
} from "./registrations.repository.ts";

export interface RegistrationParts {
  database: Database;
  clock: Clock;
  outbox: Outbox;
  authenticatorOrigin: string;
}

const lifetimeMinutes = 10;
const codeDigits = 8;
const tries = 5;
const cookie = "__Host-sallyport-app";
const cookieSeconds = 400 * 24 * 60 * 60;

export async function register(
  parts: RegistrationParts,
  visit: Visit,
  { email }: { email: string },
): Promise<Registration> {
  const { database, clock, outbox, authenticatorOrigin } = parts;
  const now = clock.now();
  const device = visit.token(cookie) ?? newToken();
  const link = newToken();
  const code = newDigits(codeDigits);
  const asked = {
    email,
    address: visit.address,
    link_hash: hashOf(link),
    code_hash: hashOf(code),
    tries_left: tries,
    expires_at: now + lifetimeMinutes * minute,
    created_at: now,
    verified_at: null,
  };
  const row = await inTransaction(
    database,
    [...scopeOfMail(email, visit.address), ...scopeOf(device)],
    async (tx) => {
      await countMail(tx, { email, address: visit.address, device, now });
      await outbox.queue(
        tx,
        // The token is in the fragment of the link. A fragment never reaches servers, logs or referrers (ASVS
        // 14.2.1).
        verificationMail(email, `${authenticatorOrigin}/verify#${link}`, code, lifetimeMinutes),
        now,
      );
      return writeRegistration(tx, device, asked);
    },
  );
  visit.keepToken(cookie, device, cookieSeconds);
  return view(row, now);
}

export async function registrationOf(
  { database, clock }: RegistrationParts,
  visit: Visit,
): Promise<Registration> {
  const row = await find(database, visit);
  return row ? view(row, clock.now()) : { at: "none" };
}

export async function verifyByCode(
  { database, clock }: RegistrationParts,
  visit: Visit,
  { code }: { code: string },
): Promise<Registration> {
  const now = clock.now();
  const outcome = await inTransaction(database, scopeOf(visit.token(cookie)), async (tx) => {
    const row = await find(tx, visit);
    if (!row) return "not-signed-in";
    if (row.verified_at !== null) return view(row, now);
    const isRight = hashOf(code).equals(row.code_hash);
    const checked = await answerCode(tx, row, isRight, now);
    if (!checked) return "link-invalid";
    return isRight ? view(checked, now) : "wrong-code";
  });
  if (typeof outcome === "string") throw new Refused(outcome);
  return outcome;
}

export async function verifyByLink(
  { database, clock }: RegistrationParts,
  _visit: Visit,
  { token }: { token: string },
): Promise<{ email: string }> {
  const row = await spendLink(database, token, clock.now());
  if (!row) throw new Refused("link-invalid");
  return row;
}

export async function rememberAccounts(
  { database }: RegistrationParts,
  visit: Visit,
  { areHeld }: { areHeld: boolean },
): Promise<void> {
  const row = await find(database, visit);
  if (!row) throw new Refused("not-signed-in");
  await storeHoldsAccounts(database, row.id, areHeld);
}

export async function forget({ database }: RegistrationParts, visit: Visit): Promise<void> {
  const row = await find(database, visit);
  visit.dropToken(cookie);
  if (row) await deleteRegistration(database, row.id);
}

/** Two requests of one app must not run at the same time. */
function scopeOf(device: string | undefined): ScopeName[] {
  return device === undefined ? [] : [`device ${hashOf(device).toString("hex")}`];
}

async function find(database: Queryable, visit: Visit): Promise<RegistrationRow | undefined> {
  const device = visit.token(cookie);
  return device === undefined ? undefined : findRegistration(database, device);
}

function view(row: RegistrationRow, now: number): Registration {
  if (row.verified_at !== null) {
    return { at: "verified", email: row.email, ...(row.holds_accounts ? { holdsAccounts: true } : {}) };
  }
  const triesLeft = row.expires_at <= now ? 0 : row.tries_left;
  return { at: "waiting", email: row.email, expiresAt: instant(row.expires_at), triesLeft };
}
