import type { ProblemCode } from "@sallyport/contract/problem";
import * as contract from "@sallyport/contract/sign-in";
import { endpoints, refusalIn, send } from "../../simulation/contract-requests.ts";
import { type AnyAction, action } from "../action.ts";
import { insist } from "../ledger.ts";
import { askForHome, cookieOf, realms } from "../town.ts";
import { anyTab, caller, member, otherRealm, type Tab } from "./caller.ts";

const wrongLogin = action<{ who: number }>(
  "wrongLogin",
  { who: member },
  async ({ ledger, town }, { who }) => {
    const { login, password, realm } = ledger.member(who);
    const page = town.world.browser({ address: "203.0.113.88" });
    const params = { realm: otherRealm(realm) };
    const answer = await page.ask(contract.submitPassword, { params, body: { login, password } });
    insist(!answer.ok, "a password of one realm was accepted in the other");
    for (const each of realms)
      insist(!(await askForHome(page, each)).ok, "a refused password opened a session");
  },
);

const wrongCookie = action<{ tab: Tab }>("wrongCookie", { tab: anyTab }, async (here, { tab }) => {
  const { former: token } = await caller(here, tab);
  if (token === undefined) return;
  const realm = otherRealm(tab.realm);
  const page = here.town.world.browser({ address: "203.0.113.88" });
  page.cookies.set(cookieOf(realm), token);
  here.ledger.reach("tokens tried in the other realm");
  insist(!(await askForHome(page, realm)).ok, "a session of one realm opens the other");
  const { at } = await page.get(contract.whereAmI, { params: { realm } });
  insist(at === "start", "a session of one realm is accepted in the other");
});

const notSignedIn = ["not-signed-in", "sign-in-expired"] as const;

const said: Record<contract.Whereabouts["at"], readonly ProblemCode[]> = {
  start: notSignedIn,
  "second-factor": ["mfa-required"],
  "set-up": ["mfa-required"],
  "set-up-complete": ["not-now"],
  locked: notSignedIn,
  "signed-in": [],
};

/** Each endpoint must refuse an incomplete sign-in with the right problem code. */
export const knock = action<{ tab: Tab }>("knock", { tab: anyTab }, async (here, { tab }) => {
  const { ledger, town } = here;
  const { page, params, cookie, former, owner } = await caller(here, tab);
  if (former === undefined) return;
  const { at } = await page.get(contract.whereAmI, { params });
  ledger.reach(`knocked at every door: ${at}`, owner);
  for (const { name, endpoint } of endpoints) {
    const realm = endpoint.asks === "signed-in" ? tab.realm : endpoint.asks;
    if (realm !== "user" && realm !== "administrator") continue;
    const due = realm === tab.realm ? said[at] : notSignedIn;
    if (due.length === 0) continue;
    const answer = await send({ world: town.world, userId: owner.id }, endpoint, {
      params,
      cookies: { [cookie]: former },
    });
    insist(answer.statusCode !== 200, `an incomplete sign-in is let in at ${name}`);
    const [, code] = refusalIn(answer).split(" ");
    const isDue = due.some((each) => each === code);
    insist(isDue, `at step ${at}, ${name} answers ${code}`);
  }
});

export const wrongDoors: AnyAction[] = [wrongLogin, wrongCookie, knock];
