import { listAdministrators } from "@sallyport/contract/administrators";
import { submitPasscode } from "@sallyport/contract/sign-in";
import * as fc from "fast-check";
import { ada, logIn } from "../../simulation/people.ts";
import { action, type KnownAction } from "../action.ts";
import { codeOf, insist } from "../ledger.ts";
import type { Member } from "../member.ts";
import type { Here, Town } from "../town.ts";
import { member } from "./caller.ts";
import { type Orders, orders } from "./orders.ts";

const days = fc.constantFrom(1, 2, 7, 365);

type Act = (here: Here, owner: Member, days: number) => Promise<void>;

/** Renews ada's session before each act, because the model doesn't test her reauthentication. */
export function act(name: string, run: Act): KnownAction<{ who: number; days: number }> {
  return action<{ who: number; days: number }>(
    name,
    { who: member, days },
    async (here, { who, days: granted }) => {
      await refresh(here.town);
      await run(here, here.ledger.member(who), granted);
    },
  );
}

/** Forgets ada's used time steps before a new login, because the model's clock can go back to one of them. */
export async function refresh({ ada: { id, page, secret }, world }: Town): Promise<void> {
  const { database } = world.parts;
  const now = world.clock.now();
  if (!(await page.ask(listAdministrators, {})).ok) {
    const ofAda = database.selectFrom("totp_factors").select("id").where("account_id", "=", id);
    await database.deleteFrom("spent_steps").where("factor_id", "in", ofAda).execute();
    await database.updateTable("totp_factors").set({ last_step: 0 }).where("account_id", "=", id).execute();
    await logIn(page, ada);
    const body = { code: codeOf(secret, now) };
    await page.get(submitPasscode, { params: { realm: "administrator" }, body });
  }
  await database
    .updateTable("sessions")
    .set({ began_at: now, last_seen_at: now, authenticated_at: now })
    .where("account_id", "=", id)
    .where("aal", "=", 2)
    .execute();
}

export async function order(
  { ada: { page } }: Town,
  owner: Member,
  name: Exclude<keyof Orders, "reset">,
  granted = 7,
): Promise<void> {
  const answer = await orders[owner.realm][name](page, owner, granted);
  insist(answer.ok, `an owner of the console may not ${name}`);
}
