import type { Asker, Endpoint } from "@sallyport/contract/endpoint";
import type { ProblemCode } from "@sallyport/contract/problem";
import { Realm } from "@sallyport/contract/text";
import { accessByKey, accessByKeyAgain, keyOf } from "./access-by-key.ts";
import { findAccountWithFactors } from "./accounts/accounts.repository.ts";
import { isAtLeast } from "./accounts/administrators/rules/roles.ts";
import { WrongKeys } from "./accounts/api-keys/wrong-keys.ts";
import { recordRefusedAccess } from "./accounts/carry-out.ts";
import { lockIfDeadlinePassed } from "./accounts/deadline-lock.ts";
import type { KeyAccount } from "./accounts/parts.ts";
import type { Clock } from "./core/clock.ts";
import { Refused } from "./core/refusal.ts";
import type { CurrentSettings } from "./core/settings.ts";
import type { Database } from "./database/database.ts";
import { inTransaction } from "./database/transactions.ts";
import type { Access, AccessAgain } from "./http/serve.ts";
import type { Outbox } from "./mail/outbox.ts";
import { requireProof } from "./sessions/require-proof.ts";
import { markSeen } from "./sessions/sessions.repository.ts";
import { type Caller, findCaller, findCallerAgain } from "./sign-in/caller.ts";

interface AccessParts {
  database: Database;
  clock: Clock;
  outbox: Outbox;
  settings: CurrentSettings;
}

/** Each realm has its own session cookie. */
export function accessToPortal({
  database,
  clock,
  outbox,
  settings,
}: AccessParts): Access<Caller, KeyAccount> {
  const wrongKeys = new WrongKeys();
  return async (endpoint, params, visit) => {
    const { asks } = endpoint;
    const now = clock.now();
    const key = keyOf(visit);
    if (key !== null) return accessByKey({ database, wrongKeys }, endpoint, { key, visit, now });
    if (asks === "anyone") return null;
    const realm = realmOf(asks, params);
    if (!realm) throw new Refused("not-found");
    const caller = await findCaller(database, realm, visit, settings(), now);
    // defence: AT-52
    if (caller === "none") throw new Refused("not-signed-in");
    if (caller === "expired") throw new Refused("sign-in-expired");
    if (caller.standing.at === "locked") {
      const { id } = caller.account;
      await inTransaction(database, [`account ${id}`], async (tx) => {
        const found = await findAccountWithFactors(tx, id);
        if (found) await lockIfDeadlinePassed(tx, outbox, found, now);
      });
      throw new Refused("not-signed-in");
    }
    // defence: AT-03
    if (asks !== "signing-in") refuseUnlessArrived(caller);
    try {
      if (asks === "administrator") refuseUnlessInRole(caller, endpoint);
      // defence: AT-08
      if (endpoint.proof) requireProof(caller, endpoint.proof, now);
    } catch (error) {
      const attempt = { actor: { caller, visit }, what: endpoint.summary, now };
      if (asks === "administrator") await recordRefusedAccess(database, attempt, error);
      throw error;
    }
    await markSeen(database, caller.session, now);
    return caller;
  };
}

/** Reauthentication gives the session a new token, so this function finds the session by its id. */
export function accessToPortalAgain({
  database,
  clock,
  settings,
}: Omit<AccessParts, "outbox">): AccessAgain<Caller | KeyAccount> {
  return async (endpoint, before) => {
    const now = clock.now();
    if ("key" in before) return accessByKeyAgain(database, endpoint, before, now);
    const caller = await findCallerAgain(database, before, settings(), now);
    if (caller === "none" || caller === "expired") throw new Refused("not-signed-in");
    refuseUnlessArrived(caller);
    if (endpoint.asks === "administrator") refuseUnlessInRole(caller, endpoint);
  };
}

/** Lets `waiting-app` requests through, because their use case checks the app's token. */
export const accessToAuthenticator: Access<never> = ({ asks }, _params, visit) => {
  if (keyOf(visit) !== null) return Promise.reject(new Refused("key-not-allowed"));
  if (asks === "anyone" || asks === "waiting-app") return Promise.resolve(null);
  return Promise.reject(new Refused("not-signed-in"));
};

export const accessToAuthenticatorAgain: AccessAgain<never> = () =>
  Promise.reject(new Refused("not-signed-in"));

function refuseUnlessArrived({ standing }: Caller): void {
  const missing: Record<Exclude<Caller["standing"]["at"], "signed-in">, ProblemCode> = {
    "second-factor": "mfa-required",
    "set-up": "mfa-required",
    "set-up-complete": "not-now",
    locked: "not-signed-in",
  };
  if (standing.at !== "signed-in") throw new Refused(missing[standing.at]);
}

function refuseUnlessInRole({ account }: Caller, { atLeast = "owner" }: Endpoint): void {
  // defence: AT-20
  if (!isAtLeast(account.role, atLeast)) throw new Refused("forbidden");
}

function realmOf(asks: Exclude<Asker, "anyone">, params: unknown): Realm | null {
  switch (asks) {
    case "signing-in":
    case "signed-in":
      return Realm.safeParse(realmIn(params)).data ?? null;
    case "user":
      return "user";
    case "administrator":
      return "administrator";
    case "waiting-app":
      return null;
  }
}

function realmIn(params: unknown): unknown {
  return typeof params === "object" && params !== null && "realm" in params ? params.realm : undefined;
}
