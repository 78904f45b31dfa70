import { acceptInvitation, openInvitation } from "@sallyport/contract/invitations";
import { askForPasswordReset } from "@sallyport/contract/password-reset";
import * as contract from "@sallyport/contract/user-security";
import * as users from "@sallyport/contract/users";
import { afterEach, beforeEach, expect, test } from "vitest";
import { asUser } from "../../../lab/simulation/people.ts";
import { type Scene, scene } from "../../../lab/simulation/scene.ts";
import { hour } from "../../core/clock.ts";

let here: Scene;
let params: { id: string };

beforeEach(async () => {
  here = await scene();
  here.world.mails.length = 0;
  const body = { username: "uma", email: "uma@example.com", name: "Uma" };
  params = { id: (await here.admin.get(users.addUser, { body })).id };
});
afterEach(() => here[Symbol.asyncDispose]());

const withdraw = () => here.admin.ask(contract.withdrawInvitation, { params });
const invitation = async () => (await here.admin.get(contract.showUserSecurity, { params })).invitation;
const iso = (at: number) => new Date(at).toISOString();

async function newestToken(): Promise<string> {
  await here.world.parts.afterReply.settled();
  await here.world.parts.outbox.deliverDue();
  return /\/invitation#(\S+)/.exec(here.world.mails.at(-1)?.text ?? "")?.[1] ?? "";
}
const opened = async (token: string) => {
  const answer = await here.world.browser().ask(openInvitation, { body: { token } });
  return answer.ok ? "ok" : answer.problem.code;
};

test("the page says when the invitation was sent, and when it expires", async () => {
  const now = here.world.clock.now();
  expect(await invitation()).toEqual({
    sentAt: iso(now),
    expiresAt: iso(now + 72 * hour),
    withdrawnAt: null,
  });
});

test("the link of a withdrawn invitation says so, and chooses no password", { tags: ["AT-26"] }, async () => {
  const token = await newestToken();
  expect(await opened(token)).toBe("ok");
  expect(await withdraw()).toMatchObject({ reply: { state: "staged" } });
  expect(await opened(token)).toBe("link-withdrawn");
  const body = { token, password: "a phrase of my own" };
  expect(await here.world.browser().ask(acceptInvitation, { body })).toMatchObject({
    problem: { code: "link-withdrawn", status: 410 },
  });
  expect((await invitation())?.withdrawnAt).toBe(iso(here.world.clock.now()));
  expect((await here.admin.get(users.showUser, { params })).state).toBe("staged");
});

test("a mail that still waits is not sent", async () => {
  here.world.mailServer.isDown = true;
  const body = { username: "vera", email: "vera@example.com", name: "Vera" };
  params = { id: (await here.admin.get(users.addUser, { body })).id };
  await here.world.parts.outbox.deliverDue();
  await withdraw();
  here.world.mailServer.isDown = false;
  await here.world.pass(hour);
  expect(here.world.mails.filter(({ to }) => to === "vera@example.com")).toEqual([]);
});

test("a stranger's request for a new password doesn't mail another link", { tags: ["AT-80"] }, async () => {
  await newestToken();
  await withdraw();
  here.world.mails.length = 0;
  await here.world.browser().get(askForPasswordReset, { ...asUser, body: { login: "uma" } });
  expect(await newestToken()).toBe("");
});

test("the user can be invited again, and only the new link works", async () => {
  const first = await newestToken();
  await withdraw();
  await here.admin.get(users.inviteAgain, { params });
  const second = await newestToken();
  expect(await opened(first)).toBe("link-invalid");
  expect(await opened(second)).toBe("ok");
  expect((await invitation())?.withdrawnAt).toBeNull();
});

test("is recorded once; an expired, withdrawn or accepted invitation can't be withdrawn", async () => {
  const events = here.world.parts.database
    .selectFrom("audit_events")
    .select(["actor", "subject"])
    .where("kind", "=", "user_invitation_withdrawn");
  await withdraw();
  expect(await withdraw()).toMatchObject({ problem: { code: "already-done" } });
  expect(await events.execute()).toEqual([{ actor: "ada@example.com", subject: "uma@example.com" }]);
  await here.admin.get(users.inviteAgain, { params });
  const token = await newestToken();
  await here.world.browser().get(acceptInvitation, { body: { token, password: "a phrase of my own" } });
  expect(await withdraw()).toMatchObject({ problem: { code: "already-done" } });
  expect(await invitation()).toBeNull();
});
