import { listActivity } from "@sallyport/contract/activity";
import { previewBulkAction } from "@sallyport/contract/bulk-actions";
import * as groups from "@sallyport/contract/groups";
import { confirmJob, listJobRows } from "@sallyport/contract/jobs";
import * as users from "@sallyport/contract/users";
import { afterEach, beforeEach, expect, test } from "vitest";
import type { Browser } from "../../../../lab/simulation/browser.ts";
import { ada, enrol, loggedIn, proven, requireMfaOf } from "../../../../lab/simulation/people.ts";
import { type Person, type SimulatedApp, simulateApp } from "../../../../lab/simulation/simulated-app.ts";
import { day, instant } from "../../../core/clock.ts";

let world: SimulatedApp;
let admin: Browser;
let staff: string;

beforeEach(async () => {
  world = await simulateApp();
  await world.addAccount(ada);
  admin = await proven(world, ada);
  staff = (await admin.get(groups.addGroup, { body: { name: "Staff" } })).id;
});
afterEach(() => world[Symbol.asyncDispose]());

const person = (login: string): Person => ({ realm: "user", login, password: `the phrase of ${login}` });
const addUser = async (login: string) => (await world.addAccount(person(login))).id;
const shown = (id: string) => admin.get(users.showUser, { params: { id } });
const addMember = (user: string) => admin.get(groups.addMember, { params: { id: staff }, body: { user } });
const requireMfa = (days: number) =>
  admin.get(groups.setGroupRequirement, {
    params: { id: staff },
    body: { mfa: { isRequired: true, days } },
  });

const joining = (ids: string[]) => ({
  body: { action: { name: "add-to-group" as const, group: staff }, users: { by: "selection" as const, ids } },
});
const preview = (ids: string[]) => admin.get(previewBulkAction, joining(ids));

async function confirmed(id: string) {
  await admin.get(confirmJob, { params: { id }, body: {} });
  await world.pass(0);
  const { rows } = await admin.get(listJobRows, { params: { id }, query: {} });
  return rows.map(({ label, result, reason }) => [label.replace(/ .*/, ""), result, reason]);
}

test("the preview says who is in the group already, and who would be locked when", async () => {
  const [uma, una, ursula, wilma] = [
    await addUser("uma"),
    await addUser("una"),
    await addUser("ursula"),
    await addUser("wilma"),
  ];
  await requireMfaOf(world, person("wilma"));
  await enrol(await loggedIn(world, person("wilma")), world.clock);
  const body = { username: "vera", email: "vera@example.com", name: "Vera" };
  const vera = (await admin.get(users.addUser, { body })).id;
  await addMember(uma);
  await requireMfa(7);
  const own = { isRequired: true, days: 3 } as const;
  await admin.get(users.saveUser, { params: { id: ursula }, body: { mfa: own } });
  const { job, ...counts } = await preview([uma, una, ursula, wilma, vera]);
  expect(job).toMatchObject({ total: 5, skipped: 1, title: "Add to the group “Staff”" });
  expect(counts).toEqual({
    skipped: [{ reason: "already-member", count: 1 }],
    // Only una gets a lock on a date. Uma is already a member, Ursula's own deadline is earlier, and Wilma has
    // set up MFA.
    locks: [{ at: instant(world.clock.now() + 7 * day), count: 1 }],
    locksAfterAcceptance: [{ days: 7, count: 1 }],
    confirmation: null,
  });
  expect((await shown(una)).mfa.isRequired).toBe(false);
});

test("each user joins as if added alone, with an event and a mail about the deadline", async () => {
  const [uma, una] = [await addUser("uma"), await addUser("una")];
  await addMember(una);
  await requireMfa(7);
  const { job } = await preview([uma, una]);
  expect(await confirmed(job.id)).toEqual([
    ["uma", "done", null],
    ["una", "skipped", "already-member"],
  ]);
  const { events } = await admin.get(listActivity, { query: { limit: 3 } });
  expect(events.map(({ kind, to, detail }) => `${kind} ${to?.name ?? detail}`).toReversed()).toEqual([
    "bulk_action_start Add to the group “Staff”: 1 affected, 1 skipped",
    "group_member_add uma",
    "user_mfa_requirement uma",
  ]);
  expect((await shown(uma)).mfa.enrolBy).toBe(instant(world.clock.now() + 7 * day));
  expect(world.mails.filter(({ to }) => to === "uma@example.com")).toHaveLength(1);
  expect(await admin.get(groups.showGroup, { params: { id: staff } })).toMatchObject({ members: 2 });
});

test("no user joins a group that was deleted, or whose requirement differs from the preview", {
  tags: ["R53"],
}, async () => {
  const uma = await addUser("uma");
  const early = await preview([uma]);
  await requireMfa(1);
  expect(await confirmed(early.job.id)).toEqual([["uma", "skipped", "changed-meanwhile"]]);
  const late = await preview([uma]);
  await admin.get(groups.deleteGroup, { params: { id: staff } });
  expect(await confirmed(late.job.id)).toEqual([["uma", "skipped", "group-deleted"]]);
  expect((await shown(uma)).mfa.isRequired).toBe(false);
  expect((await admin.refusal(previewBulkAction, joining([uma]))).code).toBe("not-found");
});

test("help desk adds no one, as with one user", { tags: ["AT-20"] }, async () => {
  const uma = await addUser("uma");
  const heidi = { realm: "administrator", login: "heidi", password: "heidi's own long phrase" } as const;
  await world.addAccount({ ...heidi, role: "help-desk" });
  const desk = await proven(world, heidi);
  expect((await desk.refusal(previewBulkAction, joining([uma]))).code).toBe("forbidden");
});
