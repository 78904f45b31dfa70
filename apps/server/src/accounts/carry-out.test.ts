import * as contract from "@sallyport/contract/administrators";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { Browser } from "../../lab/simulation/browser.ts";
import { ada, grace, proven, withPasswordAlone } from "../../lab/simulation/people.ts";
import { type SimulatedApp, simulateApp } from "../../lab/simulation/simulated-app.ts";
import { minute } from "../core/clock.ts";
import { findAccountWithFactors } from "./accounts.repository.ts";
import { changeRole } from "./administrators/administrator-access.ts";

let world: SimulatedApp;
let admin: Browser;
let params: { id: string };
let adaId: string;

beforeEach(async () => {
  world = await simulateApp();
  adaId = (await world.addAccount(ada)).id;
  params = { id: (await world.addAccount(grace)).id };
  admin = await proven(world, ada);
});
afterEach(() => world[Symbol.asyncDispose]());

const give = (role: "help-desk") => admin.get(contract.changeRole, { params, body: { role } });
const suspend = () => admin.ask(contract.setAdministratorState, { params, body: { state: "suspended" } });
const events = async () => {
  const rows = await world.parts.database.selectFrom("audit_events").selectAll().orderBy("id").execute();
  return rows.map(({ kind, outcome, detail }) => `${kind} ${outcome}: ${detail}`);
};

async function letIn() {
  const browser = await proven(world, grace);
  const { database } = world.parts;
  const session = await database
    .selectFrom("sessions")
    .selectAll()
    .where("account_id", "=", params.id)
    .executeTakeFirstOrThrow();
  const found = await findAccountWithFactors(database, params.id);
  if (!found) throw new Error("Grace has an account.");
  return { browser, actor: { caller: { ...found, session }, visit: { address: "192.0.2.1" } } };
}

const happenings = {
  "a demotion, within the reach of the lower role": () => give("help-desk"),
  "a suspension": suspend,
  "a log out": () => admin.get(contract.endAdministratorSessions, { params }),
  "a reset": () => admin.get(contract.resetAdministrator, { params }),
};

describe("the acting administrator is read again inside the transaction", () => {
  test.for(Object.entries(happenings))(
    "%s comes first, so the act does not happen",
    { tags: ["R48"] },
    async ([, happen]) => {
      const actor = (await letIn()).actor as Parameters<typeof changeRole>[1];
      const { id } = await world.addAccount({ ...grace, login: "third", role: "help-desk" });
      await happen();
      const late = changeRole(world.parts, actor, { id, role: "read-only" });
      await expect(late).rejects.toThrow(/forbidden|not-signed-in/);
      expect((await findAccountWithFactors(world.parts.database, id))?.account.role).toBe("help-desk");
    },
  );

  test("with nothing in between it does happen", async () => {
    const actor = (await letIn()).actor as Parameters<typeof changeRole>[1];
    const { id } = await world.addAccount({ ...grace, login: "third", role: "help-desk" });
    await changeRole(world.parts, actor, { id, role: "read-only" });
    expect((await findAccountWithFactors(world.parts.database, id))?.account.role).toBe("read-only");
  });
});

describe("what was refused is recorded", { tags: ["R77"] }, () => {
  test("for want of a role, on the endpoint or on the person", async () => {
    await give("help-desk");
    const desk = await proven(world, grace);
    await desk.refusal(contract.addAdministrator, { body: { email: "new@example.com", name: "New" } });
    await desk.refusal(contract.resetAdministrator, { params: { id: adaId } });
    const refused = (await events()).filter((event) => event.startsWith("admin_access_refused"));
    expect(refused).toEqual([
      `admin_access_refused failure: forbidden: ${contract.addAdministrator.summary}`,
      `admin_access_refused failure: forbidden: ${contract.resetAdministrator.summary}`,
    ]);
  });

  test("for want of a proof", async () => {
    world.clock.turnTo(world.clock.now() + 10 * minute);
    await suspend();
    expect((await events()).at(-1)).toBe(
      `admin_access_refused failure: insufficient-user-authentication: ${contract.setAdministratorState.summary}`,
    );
  });

  test("and who has not passed the second step, which can be asked without end, leaves nothing behind", async () => {
    const halfway = await withPasswordAlone(world, ada);
    const before = await events();
    expect((await halfway.refusal(contract.listAdministrators, {})).code).toBe("mfa-required");
    expect(await events()).toEqual(before);
  });

  test("and visitors without a session leave nothing behind", async () => {
    const before = await events();
    await world.browser().refusal(contract.resetAdministrator, { params });
    expect(await events()).toEqual(before);
  });
});
