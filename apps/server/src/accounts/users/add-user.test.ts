import * as groups from "@sallyport/contract/groups";
import { acceptInvitation } from "@sallyport/contract/invitations";
import * as users from "@sallyport/contract/users";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { Browser } from "../../../lab/simulation/browser.ts";
import { ada, proven, ursula, withPasswordAlone } from "../../../lab/simulation/people.ts";
import { type SimulatedApp, simulateApp } from "../../../lab/simulation/simulated-app.ts";
import { day, instant } from "../../core/clock.ts";

let world: SimulatedApp;
let admin: Browser;

beforeEach(async () => {
  world = await simulateApp();
  await world.addAccount(ursula);
  await world.addAccount(ada);
  admin = await withPasswordAlone(world, ada);
});
afterEach(() => world[Symbol.asyncDispose]());

const proposed = async (query: { name?: string; email?: string }) =>
  (await admin.get(users.proposeUsername, { query })).username;
const uma = { username: "uma", email: "uma@example.com", name: "Uma" };

test("the days of a required second factor start when the user accepts the invitation", async () => {
  const body = { ...uma, mfa: { isRequired: true, days: 3 } } as const;
  const { id, mfa } = await admin.get(users.addUser, { body });
  expect(mfa).toMatchObject({ isRequired: true, enrolBy: null, daysFromAcceptance: 3 });
  await world.pass(2 * day);
  const token = /#([\w-]{43})/.exec(world.mails.at(-1)?.text ?? "")?.[1] ?? "";
  await world.browser().get(acceptInvitation, { body: { token, password: "nine otters under a bridge" } });
  admin = await withPasswordAlone(world, ada);
  const accepted = await admin.get(users.showUser, { params: { id } });
  expect(accepted.mfa.enrolBy).toBe(instant(world.clock.now() + 3 * day));
});

test("the log says what is required of a new user", async () => {
  const body = { ...uma, mfa: { isRequired: true, days: 3 } } as const;
  const { id } = await admin.get(users.addUser, { body });
  const events = await world.parts.database
    .selectFrom("audit_events")
    .select(["kind", "detail"])
    .where("subject_id", "=", id)
    .orderBy("id")
    .execute();
  expect(events).toEqual([
    { kind: "user_create", detail: "" },
    {
      kind: "user_mfa_requirement",
      detail: "required, to set up by 3 days after the invitation is accepted",
    },
  ]);
});

const newGroup = async (name: string, days?: number) => {
  const { id } = await admin.get(groups.addGroup, { body: { name } });
  const body = { mfa: { isRequired: true, days: days ?? 0 } } as const;
  if (days !== undefined) await admin.get(groups.setGroupRequirement, { params: { id }, body });
  return id;
};
const events = (id: string) =>
  world.parts.database
    .selectFrom("audit_events")
    .select(["kind", "detail"])
    .where("subject_id", "=", id)
    .orderBy("id")
    .execute();

describe("a new user in groups", () => {
  beforeEach(async () => {
    admin = await proven(world, ada);
  });

  test("gets the earliest deadline of the groups, from the acceptance", async () => {
    const chosen = [await newGroup("Staff", 14), await newGroup("Crew", 5), await newGroup("Choir")];
    const { id, mfa } = await admin.get(users.addUser, { body: { ...uma, groups: chosen } });
    expect(mfa).toMatchObject({ isRequired: true, isRequiredForUser: false, daysFromAcceptance: 5 });
    const shown = await admin.get(groups.showUserGroups, { params: { id } });
    expect(shown.groups.map(({ name }) => name)).toEqual(["Choir", "Crew", "Staff"]);
    expect(shown.source).toMatchObject({ kind: "group", name: "Crew" });
    const kinds = (await events(id)).map(({ kind, detail }) => `${kind} ${detail}`);
    expect(kinds).toEqual([
      "user_create ",
      "group_member_add Staff",
      "group_member_add Crew",
      "group_member_add Choir",
      "user_mfa_requirement required, to set up by 5 days after the invitation is accepted (group Crew)",
    ]);
  });

  test("keeps an earlier requirement of their own, and the group's stays behind it", async () => {
    const body = {
      ...uma,
      groups: [await newGroup("Staff", 14)],
      mfa: { isRequired: true as const, days: 3 },
    };
    const { id, mfa } = await admin.get(users.addUser, { body });
    expect(mfa).toMatchObject({ isRequired: true, isRequiredForUser: true, daysFromAcceptance: 3 });
    await admin.get(users.saveUser, { params: { id }, body: { mfa: { isRequired: false } } });
    expect((await admin.get(users.showUser, { params: { id } })).mfa).toMatchObject({
      isRequiredForUser: false,
      daysFromAcceptance: 14,
    });
  });

  test("isn't added if one of the groups was deleted meanwhile", async () => {
    const id = await newGroup("Staff");
    await admin.get(groups.deleteGroup, { params: { id } });
    const refused = await admin.refusal(users.addUser, { body: { ...uma, groups: [id] } });
    expect(refused.fields).toEqual([{ path: "groups", message: expect.stringContaining("deleted") }]);
    expect((await admin.get(users.listUsers, { query: { search: "uma" } })).users).toEqual([]);
  });
});

describe("a proposed username", () => {
  test("comes from the address, or from the name as long as there is no address", async () => {
    expect(await proposed({ name: "Uma Thorn", email: "U.Thorn@example.com" })).toBe("u.thorn");
    expect(await proposed({ name: "Uma Thorn" })).toBe("uma.thorn");
    expect(await proposed({})).toBeNull();
  });

  test("has a number if another user has it, and is always free", async () => {
    expect(await proposed({ email: "ursula@other.example" })).toBe("ursula2");
    for (let n = 2; n <= 22; n += 1) {
      const username = `ursula${n}`;
      await admin.get(users.addUser, { body: { username, email: `${username}@example.com`, name: "U" } });
    }
    expect(await proposed({ email: "ursula@other.example" })).toBe("ursula23");
  });

  test("may be a username of an administrator's address", async () => {
    expect(await proposed({ email: "ada@example.com" })).toBe("ada");
  });
});
