import * as contract from "@sallyport/contract/administrators";
import { whereAmI } from "@sallyport/contract/sign-in";
import { afterEach, beforeEach, expect, test } from "vitest";
import type { Browser } from "../../../lab/simulation/browser.ts";
import { ada, grace, proven, withPasswordAlone } from "../../../lab/simulation/people.ts";
import { type SimulatedApp, simulateApp } from "../../../lab/simulation/simulated-app.ts";

let world: SimulatedApp;
let admin: Browser;
let exempt: Browser;
let graceId: string;

beforeEach(async () => {
  world = await simulateApp();
  await world.addAccount(ada);
  graceId = (await world.addAccount(grace)).id;
  admin = await proven(world, ada);
  exempt = await withPasswordAlone(world, grace);
});
afterEach(() => world[Symbol.asyncDispose]());

const set = (isRequired: boolean) => admin.get(contract.setAllAdministrators, { body: { isRequired } });
const edit = (isMfaRequired: boolean) =>
  admin.ask(contract.editAdministrator, { params: { id: graceId }, body: { isMfaRequired } });

const isRequiredOfGrace = async () => {
  const { administrators } = await admin.get(contract.listAdministrators, {});
  return administrators.find(({ id }) => id === graceId)?.mfa.isRequired;
};

const kinds = async () => {
  const rows = await world.parts.database.selectFrom("audit_events").select("kind").orderBy("id").execute();
  return rows.map(({ kind }) => kind).filter((kind) => kind.endsWith("mfa_requirement"));
};

test("requiring MFA for all ends the exceptions, from the next request on, and each is recorded", async () => {
  expect(await admin.get(contract.showAllAdministrators, {})).toEqual({ isRequired: false });
  expect((await exempt.get(contract.listAdministrators, {})).administrators).toHaveLength(2);
  await set(true);
  expect(await admin.get(contract.showAllAdministrators, {})).toEqual({ isRequired: true });
  expect((await exempt.refusal(contract.listAdministrators, {})).code).toBe("mfa-required");
  const where = await exempt.get(whereAmI, { params: { realm: "administrator" } });
  expect(where).toMatchObject({ at: "set-up", mayPostpone: false });
  expect(await kinds()).toEqual(["all_admins_mfa_requirement", "admin_mfa_requirement"]);
  await world.parts.outbox.deliverDue();
  expect(world.mails.at(-1)).toMatchObject({ to: "grace@example.com" });
});

test("no administrator can be exempted while MFA is required for all", async () => {
  await set(true);
  const answer = await edit(false);
  expect(answer.ok ? "exempted" : answer.problem.code).toBe("required-for-all");
  expect(await isRequiredOfGrace()).toBe(true);
});

test("allowing exceptions takes a fresh second factor, and exempts no one by itself", async () => {
  await set(true);
  world.clock.turnTo(world.clock.now() + 15 * 60_000);
  const refused = await admin.refusal(contract.setAllAdministrators, { body: { isRequired: false } });
  expect(refused.code).toBe("insufficient-user-authentication");
  admin = await proven(world, await newOwner());
  await set(false);
  expect(await isRequiredOfGrace()).toBe(true);
  expect((await edit(false)).ok).toBe(true);
  expect(await isRequiredOfGrace()).toBe(false);
});

async function newOwner() {
  const eve = { ...ada, login: "eve" };
  await world.addAccount(eve);
  return eve;
}
