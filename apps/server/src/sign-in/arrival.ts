import type { Whereabouts } from "@sallyport/contract/sign-in";
import type { Realm } from "@sallyport/contract/text";
import type { AccountWithFactors } from "../accounts/accounts.repository.ts";
import { lockIfDeadlinePassed } from "../accounts/deadline-lock.ts";
import { accountFacts } from "../accounts/facts.ts";
import { hashOf, newToken } from "../core/tokens.ts";
import type { Queryable } from "../database/database.ts";
import type { AccountRow, SessionRow } from "../database/schema.ts";
import type { Visit } from "../http/visit.ts";
import { sessionCookie } from "../http/visit.ts";
import { whereabouts } from "../journey/journey.ts";
import { newLoginMail } from "../mail/templates/logins.ts";
import { deviceOf } from "../sessions/device.ts";
import { newBrowsersSince } from "../sessions/known-browsers.repository.ts";
import { countedPeriod, isFirstLogin, isMailDue, reportLasts } from "../sessions/rules/new-browser.ts";
import { beginSession, endSessionOfToken, takeOverApplications } from "../sessions/sessions.repository.ts";
import { noteArrival } from "./sign-in.repository.ts";
import type { SignInParts } from "./step.ts";
import { describe } from "./whereabouts.ts";

export interface Start extends Pick<SessionRow, "aal" | "amr"> {
  realm: Realm;
  visit: Visit;
  now: number;
}

export async function enter(
  {
    outbox,
    portalOrigin,
    isSetUpLinkNeeded,
  }: Pick<SignInParts, "outbox" | "portalOrigin" | "isSetUpLinkNeeded">,
  tx: Queryable,
  subject: AccountWithFactors,
  { aal, amr, realm, visit, now }: Start,
): Promise<{ whereabouts: Whereabouts; token?: string }> {
  const { account } = subject;
  const isLocked = await lockIfDeadlinePassed(tx, outbox, subject, now);
  const standing = whereabouts(
    accountFacts(subject),
    {
      aal,
      isFinished: false,
      awaitsAcknowledgement: false,
      hasSetUpLink: !isSetUpLinkNeeded,
      isBindingLate: false,
      isBypassed: false,
    },
    now,
  );
  if (isLocked || standing.at === "locked") {
    return { whereabouts: describe(subject, { at: "locked", enrolBy: account.enrol_by ?? now }, now) };
  }
  const earlier = visit.token(sessionCookie(realm));
  const hasArrived = standing.at === "signed-in";
  const token = await beginSession(tx, {
    account_id: account.id,
    realm,
    aal,
    amr,
    unfinished_since: hasArrived ? null : now,
    awaits_acknowledgement: 0,
    authenticated_at: now,
    has_ticket: isSetUpLinkNeeded ? 0 : 1,
    is_binding_late: 0,
    bypass_until: null,
    is_wrong_ticket_recorded: 0,
    began_at: now,
    last_seen_at: now,
    address: visit.address,
    user_agent: visit.userAgent,
    previous_sign_in_at: account.last_sign_in_at,
    previous_sign_in_address: account.last_sign_in_address,
  });
  if (earlier !== undefined) {
    await takeOverApplications(tx, { accountId: account.id, earlier, token });
    await endSessionOfToken(tx, realm, earlier);
  }
  if (hasArrived) await arrive({ outbox, portalOrigin }, tx, account, { visit, now });
  return { whereabouts: describe(subject, standing, now), token };
}

/** Mails the owner about a login from a new browser (record 0049). */
export async function arrive(
  { outbox, portalOrigin }: Pick<SignInParts, "outbox" | "portalOrigin">,
  tx: Queryable,
  account: AccountRow,
  { visit, now }: Pick<Start, "visit" | "now">,
): Promise<void> {
  const { address, userAgent } = visit;
  const browserHash = hashOf(visit.keepBrowserToken());
  const reportToken = isFirstLogin(account.last_sign_in_at) ? null : newToken();
  const isNew = await noteArrival(tx, account, { address, browserHash, reportToken, now });
  if (!isNew || !isMailDue(await newBrowsersSince(tx, account.id, now - countedPeriod))) return;
  // The token is in the fragment of the URL, which browsers don't send to servers.
  const url = `${portalOrigin}/not-me#${reportToken}`;
  const login = { at: now, device: deviceOf(userAgent), address, url, reportUntil: now + reportLasts };
  await outbox.queue(tx, newLoginMail(account, login), now);
}
