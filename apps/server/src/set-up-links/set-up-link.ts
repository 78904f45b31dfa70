import { day } from "../core/clock.ts";
import { newToken } from "../core/tokens.ts";
import type { Queryable } from "../database/database.ts";
import type { AccountRow } from "../database/schema.ts";
import { findFactors } from "../factors/factors.repository.ts";
import { isEnrolled } from "../factors/rules/factors.ts";
import type { Outbox } from "../mail/outbox.ts";
import { firstFactorMail, setUpDueMail } from "../mail/templates/set-up.ts";
import { insertSetUpLink } from "./set-up-links.repository.ts";

const lifetime = 7 * day;

export interface SetUpLinkParts {
  outbox: Outbox;
  portalOrigin: string;
  isSetUpLinkNeeded: boolean;
}

/** The token is in the fragment of the URL, which browsers don't send to servers (ASVS 14.2.1). */
export async function setUpLink(
  tx: Queryable,
  { portalOrigin, isSetUpLinkNeeded }: SetUpLinkParts,
  { id, realm, enrol_by }: AccountRow,
  now: number,
): Promise<string> {
  const login = realm === "user" ? portalOrigin : `${portalOrigin}/admin`;
  if (!isSetUpLinkNeeded) return login;
  const token = newToken();
  await insertSetUpLink(tx, { accountId: id, token, expiresAt: enrol_by ?? now + lifetime, now });
  return `${login}/set-up#${token}`;
}

export async function mailSetUpLink(
  tx: Queryable,
  parts: SetUpLinkParts,
  { account, author }: { account: AccountRow; author: AccountRow | null },
  now: number,
): Promise<void> {
  if (account.state !== "active") return;
  const url = await setUpLink(tx, parts, account, now);
  const mail =
    account.mfa_required === 1 ? setUpDueMail(account, url, author) : firstFactorMail(account, url);
  await parts.outbox.queue(tx, mail, now);
}

export async function mailSetUpLinkIfDue(
  tx: Queryable,
  parts: SetUpLinkParts,
  account: AccountRow,
  now: number,
): Promise<void> {
  if (!parts.isSetUpLinkNeeded || account.mfa_required === 0) return;
  if (!isEnrolled(await findFactors(tx, account.id))) {
    await mailSetUpLink(tx, parts, { account, author: null }, now);
  }
}
