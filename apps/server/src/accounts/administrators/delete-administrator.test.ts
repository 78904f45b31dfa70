import * as contract from "@sallyport/contract/administrators";
import type { AdministratorRole } from "@sallyport/contract/text";
import { afterEach, beforeEach, expect, test } from "vitest";
import { proven } from "../../../lab/simulation/people.ts";
import { newConsole, type Scene, scene } from "../../../lab/simulation/scene.ts";
import { day } from "../../core/clock.ts";

let here: Scene;
beforeEach(async () => {
  here = await scene();
});
afterEach(() => here[Symbol.asyncDispose]());

const person = (login: string, role: AdministratorRole) =>
  ({ realm: "administrator", login, role, password: "a phrase that is long" }) as const;
const add = async (login: string, role: AdministratorRole) =>
  (await here.world.addAccount(person(login, role))).id;
const remove = (id: string, login: string) =>
  here.admin.ask(contract.deleteAdministrator, {
    params: { id },
    body: { confirmation: `${login}@example.com` },
  });
const ids = async () =>
  (await here.admin.get(contract.listAdministrators, {})).administrators.map(({ id }) => id);

test("an administrator who never logged in is deleted at once, and the activity keeps the name", async () => {
  const id = await add("henry", "administrator");
  expect(await remove(id, "other")).toMatchObject({ problem: { code: "invalid-request" } });
  expect(await remove(id, "henry")).toMatchObject({ ok: true });
  expect(await ids()).not.toContain(id);
  const events = here.world.parts.database
    .selectFrom("audit_events")
    .select(["actor", "subject", "detail"])
    .where("kind", "=", "admin_delete");
  expect(await events.execute()).toEqual([
    { actor: "ada@example.com", subject: "henry@example.com", detail: "henry" },
  ]);
});

test("an administrator who logged in is deleted after 30 days of suspension", async () => {
  const id = await add("henry", "administrator");
  await proven(here.world, person("henry", "administrator"));
  expect(await remove(id, "henry")).toMatchObject({ problem: { code: "not-deletable-yet" } });
  const body = { state: "suspended" } as const;
  const { deletion } = await here.admin.get(contract.setAdministratorState, { params: { id }, body });
  const from = here.world.clock.now() + 30 * day;
  expect(deletion).toEqual({ isPossible: false, possibleFrom: new Date(from).toISOString() });
  here.world.clock.turnTo(here.world.clock.now() + 60_000);
  const again = await here.admin.get(contract.setAdministratorState, { params: { id }, body });
  expect(again.deletion).toEqual(deletion);
  here.world.clock.turnTo(from);
  here.admin = await newConsole(here.world);
  expect(await remove(id, "henry")).toMatchObject({ ok: true });
});

test("neither oneself nor an administrator above is deleted", { tags: ["AT-07", "AT-19"] }, async () => {
  const owner = await add("olga", "owner");
  const self = await add("henry", "administrator");
  here.admin = await proven(here.world, person("henry", "administrator"));
  await here.world.parts.database.updateTable("accounts").set({ last_sign_in_at: null }).execute();
  expect(await remove(owner, "olga")).toMatchObject({ problem: { code: "forbidden" } });
  expect(await remove(self, "henry")).toMatchObject({ problem: { code: "forbidden" } });
  expect(await ids()).toEqual(expect.arrayContaining([owner, self]));
});
