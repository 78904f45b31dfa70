import * as contract from "@sallyport/contract/api-keys";
import type { Reply } from "@sallyport/contract/endpoint";
import type { AdministratorRole } from "@sallyport/contract/text";
import { record } from "../../activity/activity.ts";
import { day, instant } from "../../core/clock.ts";
import { Refused } from "../../core/refusal.ts";
import { apiKeyCreatedMail } from "../../mail/templates/api-keys.ts";
import { findAccount } from "../accounts.repository.ts";
import { mayActOn } from "../administrators/rules/roles.ts";
import { carryOut } from "../carry-out.ts";
import type { AccountsParts, Actor } from "../parts.ts";
import { deleteKey, findKey, findKeys, insertKey } from "./api-keys.repository.ts";
import { beginningOf, newKey } from "./key-text.ts";
import { viewKey } from "./view-key.ts";

const mostKeysOfOne = 25;

export async function listApiKeys(
  { database, clock }: AccountsParts,
  { caller: { account } }: Actor,
): Promise<Reply<typeof contract.listApiKeys>> {
  const keys = await findKeys(database, account.role === "owner" ? "all" : account);
  return { keys: keys.map((key) => viewKey(key, account.id, clock.now())) };
}

export function createApiKey(
  parts: AccountsParts,
  given: Actor,
  { name, role, days }: { name: string; role: AdministratorRole; days: number },
): Promise<Reply<typeof contract.createApiKey>> {
  return carryOut(
    parts,
    { actor: given, what: `Create an API key as ${role}` },
    async ({ tx, actor, now }) => {
      const { account } = actor.caller;
      if (!mayActOn(account.role, role)) throw new Refused("forbidden");
      if ((await findKeys(tx, account)).length >= mostKeysOfOne) throw new Refused("too-many-keys");
      const key = newKey();
      const expires_at = now + days * day;
      const row = await insertKey(tx, {
        key,
        begins_with: beginningOf(key),
        account_id: account.id,
        name,
        role,
        created_at: now,
        expires_at,
      });
      const detail = `${name}, ${role} until ${instant(expires_at)}`;
      const { address } = actor.visit;
      await record(tx, { at: now, kind: "api_key_create", actor: account, detail, address });
      await parts.outbox.queue(tx, apiKeyCreatedMail(account, { name, expiresAt: expires_at }), now);
      const shown = { ...row, owner_name: account.name, owner_email: account.email };
      return { key, apiKey: viewKey(shown, account.id, now) };
    },
  );
}

/** An administrator must be able to revoke a leaked key fast, so this needs no reauthentication. */
export function revokeApiKey(
  parts: AccountsParts,
  given: Actor,
  { id }: { id: string },
): Promise<Record<string, never>> {
  const what = contract.revokeApiKey.summary;
  return carryOut(parts, { actor: given, what }, async ({ tx, actor, now }) => {
    const { account } = actor.caller;
    const key = await findKey(tx, id);
    // Only owners learn that another administrator's key exists.
    if (!key || (key.account_id !== account.id && account.role !== "owner")) throw new Refused("not-found");
    await deleteKey(tx, id);
    const owner = await findAccount(tx, key.account_id);
    await record(tx, {
      at: now,
      kind: "api_key_revoke",
      actor: account,
      ...(owner && owner.id !== account.id ? { subject: owner } : {}),
      detail: key.name,
      address: actor.visit.address,
    });
    return {};
  });
}
