import type { KoaContextWithOIDC } from "oidc-provider";
import { findAccountWithFactors } from "../accounts/accounts.repository.ts";
import { accountFacts } from "../accounts/facts.ts";
import { findApplication } from "../applications/applications.repository.ts";
import { neededLevel } from "../applications/rules/assurance.ts";
import type { AccountRow } from "../database/schema.ts";
import { isDeadlinePassed } from "../journey/journey.ts";
import { claimsOf } from "./claims.ts";
import { groupsOfAccount } from "./groups-of-account.repository.ts";
import type { OpenidParts } from "./parts.ts";
import { factsOf } from "./policy.ts";
import { findLogin } from "./records/logins.ts";
import { isOpenTo } from "./standing.ts";

export const ownTokens = (
  _ctx: KoaContextWithOIDC,
  client: { clientId: string },
  token: { clientId?: string | undefined },
) => {
  // defence: AT-110
  return Promise.resolve(token.clientId === client.clientId);
};

export async function findAccount(parts: OpenidParts, ctx: KoaContextWithOIDC, sub: string) {
  const account = ctx.oidc.session ? await inBrowser(parts, ctx, sub) : await inToken(parts, ctx, sub);
  if (!account) return undefined;
  return {
    accountId: sub,
    claims: async () => claimsOf(account, await groupsOfAccount(parts.database, sub)),
  };
}

async function inBrowser(
  parts: OpenidParts,
  ctx: KoaContextWithOIDC,
  sub: string,
): Promise<AccountRow | null> {
  const { caller } = await factsOf(parts, ctx);
  return caller?.account.id === sub ? caller.account : null;
}

/** Returns null if the token's user was suspended or locked, or can't open the application any more. */
async function inToken(
  { database, clock }: OpenidParts,
  ctx: KoaContextWithOIDC,
  sub: string,
): Promise<AccountRow | null> {
  const found = await findAccountWithFactors(database, sub);
  if (found?.account.state !== "active") return null;
  const { account } = found;
  if (account.deadline_locked_at !== null || isDeadlinePassed(accountFacts(found), clock.now())) return null;
  const application = await findApplication(database, ctx.oidc.client?.clientId ?? "");
  // defence: AT-104 token
  if (!application || !(await isOpenTo(database, application, account))) return null;
  const { AccessToken: access, RefreshToken: refresh, AuthorizationCode: code } = ctx.oidc.entities;
  const login = await findLogin(database, (access ?? refresh ?? code)?.grantId ?? "");
  // An administrator might have required a second factor since this login.
  const level = neededLevel({ secondFactor: application.row.second_factor }, { wantsMfa: false });
  return login && login.aal >= level ? account : null;
}

export async function isGood(parts: OpenidParts, ctx: KoaContextWithOIDC, token: object): Promise<boolean> {
  const { accountId } = token as { accountId?: string };
  return accountId !== undefined && (await inToken(parts, ctx, accountId)) !== null;
}
