import { listAdministrators } from "@sallyport/contract/administrators";
import { submitPasscode, submitPassword } from "@sallyport/contract/sign-in";
import * as contract from "@sallyport/contract/users";
import * as fc from "fast-check";
import { ada, logIn } from "../../simulation/people.ts";
import { type AnyAction, action, type KnownAction } from "../action.ts";
import { codeOf, insist, type Ledger, type Member } from "../ledger.ts";
import type { Here, Town } from "../town.ts";
import { member } from "./visitor.ts";

const day = 24 * 60 * 60_000;
const days = fc.constantFrom(1, 2, 7, 365);

type Act = (here: Here, owner: Member, days: number) => Promise<void>;

/** An administrator, whose own proof is fresh whenever: how it becomes so is no matter of this model. */
function act(name: string, run: Act): KnownAction<{ who: number; days: number }> {
  return action<{ who: number; days: number }>(
    name,
    { who: member, days },
    async (here, { who, days: granted }) => {
      await refresh(here.town);
      await run(here, here.ledger.member(who), granted);
    },
  );
}

/** Signs in again where the session has ended, with a code whose step is made unspent: clocks go backward here. */
async function refresh({ console, consoleSecret, world }: Town): Promise<void> {
  const { database } = world.parts;
  const now = world.clock.now();
  const own = database.selectFrom("accounts").select("id").where("realm", "=", "administrator");
  if (!(await console.ask(listAdministrators, {})).ok) {
    await database.updateTable("totp_factors").set({ last_step: 0 }).where("account_id", "in", own).execute();
    await logIn(console, ada);
    const body = { code: codeOf(consoleSecret, now) };
    await console.get(submitPasscode, { params: { realm: "administrator" }, body });
  }
  await database
    .updateTable("sessions")
    .set({ began_at: now, last_seen_at: now, authenticated_at: now })
    .where("account_id", "in", own)
    .where("aal", "=", 2)
    .execute();
}

const save = (
  town: Town,
  { id, login }: Member,
  mfa: { isRequired: false } | { isRequired: true; daysToSetUp: number },
) =>
  town.console.get(contract.saveUser, {
    params: { id },
    body: { name: login, email: `${login}@example.com`, mfa },
  });

export const require = act("require", async ({ ledger, town }, owner, daysToSetUp) => {
  await save(town, owner, { isRequired: true, daysToSetUp });
  if (owner.isRequired) return;
  owner.isRequired = true;
  grace(ledger, owner, town.world.clock.now() + daysToSetUp * day);
});

const unrequire = act("unrequire", async ({ ledger, town }, owner) => {
  await save(town, owner, { isRequired: false });
  if (!owner.isRequired) return;
  owner.isRequired = false;
  grace(ledger, owner, null);
});

const extend = act("extend", async ({ ledger, town }, owner, granted) => {
  const answer = await town.console.ask(contract.extendDeadline, {
    params: { id: owner.id },
    body: { days: granted },
  });
  insist(answer.ok === (owner.isRequired && !owner.isEnrolled), "a deadline was extended that there is not");
  if (answer.ok) grace(ledger, owner, town.world.clock.now() + granted * day);
});

const reset = act("reset", async ({ ledger, town }, owner, granted) => {
  const daysToSetUp = granted === 365 ? null : granted;
  const answer = await town.console.ask(contract.resetAuthenticator, {
    params: { id: owner.id },
    body: { daysToSetUp },
  });
  insist(answer.ok === owner.isEnrolled, "factors were reset that there are not");
  if (!answer.ok) return;
  owner.loseFactors();
  ledger.forgetPending(owner);
  ledger.mayResetAll(owner);
  if (owner.isRequired)
    grace(ledger, owner, daysToSetUp === null ? null : town.world.clock.now() + daysToSetUp * day);
  await insistOnNoSessions(town, owner);
});

function grace(ledger: Ledger, owner: Member, enrolBy: number | null): void {
  owner.enrolBy = enrolBy;
  owner.isLocked = false;
  ledger.mayUnlock.add(owner.id);
}

const suspend = act("suspend", async ({ town }, owner) => {
  await town.console.get(contract.setUserState, { params: { id: owner.id }, body: { state: "suspended" } });
  owner.isSuspended = true;
});

const activate = act("activate", async ({ town }, owner) => {
  await town.console.get(contract.setUserState, { params: { id: owner.id }, body: { state: "active" } });
  owner.isSuspended = false;
});

const unlock = act("unlock", async ({ town }, owner) => {
  await town.console.get(contract.unlockUser, { params: { id: owner.id } });
  owner.waits.clear();
});

const endSessions = act("endSessions", async ({ town }, owner) => {
  await town.console.get(contract.endUserSessions, { params: { id: owner.id } });
  await insistOnNoSessions(town, owner);
});

async function insistOnNoSessions({ world }: Town, { id }: Member): Promise<void> {
  const { database } = world.parts;
  const left = await database.selectFrom("sessions").select("id").where("account_id", "=", id).execute();
  insist(left.length === 0, "sessions outlived the act that ends them");
}

/** Somebody who knows the administrator's password, and has none of their factors, must not get anywhere. */
const impostor = action<{ who: number }>("impostor", { who: member }, async ({ ledger, town }, { who }) => {
  const browser = town.world.browser({ address: "203.0.113.66" });
  const body = { login: `${ada.login}@example.com`, password: ada.password };
  const stands = await browser.get(submitPassword, { params: { realm: "administrator" }, body });
  insist(stands.at === "second-factor", "an administrator's password alone leads past their factor");
  const { id } = ledger.member(who);
  const answer = await browser.ask(contract.setUserState, { params: { id }, body: { state: "suspended" } });
  insist(!answer.ok, "an administrator's password alone changes a user");
});

export const administrators: AnyAction[] = [
  require,
  require,
  unrequire,
  extend,
  reset,
  suspend,
  activate,
  unlock,
  endSessions,
  impostor,
];
