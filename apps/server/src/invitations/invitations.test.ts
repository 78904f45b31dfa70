import { addAdministrator } from "@sallyport/contract/administrators";
import { acceptInvitation, openInvitation } from "@sallyport/contract/invitations";
import * as users from "@sallyport/contract/users";
import { afterEach, beforeEach, expect, test } from "vitest";
import type { Browser } from "../../lab/simulation/browser.ts";
import { textOf } from "../../lab/simulation/database-dump.ts";
import { ada, logIn, proven, withPasswordAlone } from "../../lab/simulation/people.ts";
import { type SimulatedApp, simulateApp } from "../../lab/simulation/simulated-app.ts";
import { hour } from "../core/clock.ts";

const uma = { realm: "user", login: "uma", password: "a phrase of my own" } as const;

let world: SimulatedApp;
let admin: Browser;
let userId: string;

beforeEach(async () => {
  world = await simulateApp();
  await world.addAccount(ada);
  admin = await withPasswordAlone(world, ada);
  const body = { username: "uma", email: "uma@example.com", name: "Uma" };
  userId = (await admin.get(users.addUser, { body })).id;
});
afterEach(() => world[Symbol.asyncDispose]());

async function mailedToken() {
  await world.parts.outbox.deliverDue();
  return /\/invitation#(\S+)/.exec(world.mails.at(-1)?.text ?? "")?.[1] ?? "";
}

const accept = (token: string, password: string = uma.password) =>
  world.browser().ask(acceptInvitation, { body: { token, password } });

async function refusalOf(token: string, password?: string) {
  const answer = await accept(token, password);
  return answer.ok ? null : answer.problem.code;
}

test("an invited user chooses a password and signs in with it", { tags: ["R20"] }, async () => {
  const token = await mailedToken();
  expect(world.mails).toMatchObject([{ to: "uma@example.com", subject: "Your account at Sallyport" }]);
  expect((await accept(token)).ok).toBe(true);
  expect(await logIn(world.browser(), uma)).toMatchObject({ at: "signed-in" });
  expect((await admin.get(users.showUser, { params: { id: userId } })).state).toBe("active");
});

test("the invitation names who invites, and tells its end in the organisation's time zone", async () => {
  await using tokyo = await simulateApp(null, { fixedSettings: { timeZone: "Asia/Tokyo" } });
  await tokyo.addAccount(ada);
  const console = await withPasswordAlone(tokyo, ada);
  const body = { username: "uma", email: "uma@example.com", name: "Uma <b>&" };
  await console.get(users.addUser, { body });
  await tokyo.parts.outbox.deliverDue();
  const { text = "", html = "" } = tokyo.mails.at(-1) ?? {};
  expect(text).toContain(
    "ada (ada@example.com) created an account for you at Sallyport, on the login portal portal.localhost:8080.",
  );
  expect(text).toContain("until 7 January 2027 at 18:00 GMT+9 (Asia/Tokyo).");
  expect(html).toContain("Hello Uma &#60;b&#62;&#38;,");
});

test("an invited user can't sign in before", async () => {
  await expect(logIn(world.browser(), uma)).rejects.toThrow("wrong-credentials");
});

test("looking at an invitation says whom it is for, and does not use it up", async () => {
  const token = await mailedToken();
  for (let time = 0; time < 3; time++) {
    expect(await world.browser().get(openInvitation, { body: { token } })).toEqual({
      realm: "user",
      name: "Uma",
      email: "uma@example.com",
      username: "uma",
      expiresAt: new Date(world.clock.now() + 72 * hour).toISOString(),
    });
  }
  expect((await accept(token)).ok).toBe(true);
});

test("an invitation works once", { tags: ["R15"] }, async () => {
  const token = await mailedToken();
  await accept(token);
  expect(await refusalOf(token, "another user's phrase")).toBe("link-invalid");
  expect(await logIn(world.browser(), uma)).toMatchObject({ at: "signed-in" });
});

test("of a hundred who use it at once, one succeeds, and that one's password counts", {
  tags: ["AT-26", "R47", "R48"],
}, async () => {
  const token = await mailedToken();
  const passwords = Array.from({ length: 100 }, (_, index) => `a phrase of number ${index}`);
  const answers = await Promise.all(passwords.map((password) => accept(token, password)));
  const winners = passwords.filter((_, index) => answers[index]?.ok);
  expect(winners).toHaveLength(1);
  const refusals = answers.flatMap((answer) => (answer.ok ? [] : [answer.problem.code]));
  expect(new Set(refusals)).toEqual(new Set(["link-invalid"]));
  expect(await logIn(world.browser(), { ...uma, password: winners[0] ?? "" })).toMatchObject({
    at: "signed-in",
  });
});

test("an invitation works for 72 hours, to the millisecond", { tags: ["R15"] }, async () => {
  const token = await mailedToken();
  world.clock.turnTo(world.clock.now() + 72 * hour);
  expect(await refusalOf(token)).toBe("link-invalid");
  expect((await world.browser().refusal(openInvitation, { body: { token } })).code).toBe("link-invalid");
  world.clock.turnTo(world.clock.now() - 1);
  expect(await refusalOf(token)).toBeNull();
});

test("a newer invitation ends the older one", async () => {
  const older = await mailedToken();
  await admin.get(users.inviteAgain, { params: { id: userId } });
  const newer = await mailedToken();
  expect(newer).not.toBe(older);
  expect(await refusalOf(older)).toBe("link-invalid");
  expect(await refusalOf(newer)).toBeNull();
});

test("a user who has a password is not invited again", async () => {
  await accept(await mailedToken());
  const again = await admin.refusal(users.inviteAgain, { params: { id: userId } });
  expect(again.code).toBe("already-done");
});

test.for(["aaaaaaaaaaaaaaaaaaaa", "uma@example.com", "UMA@EXAMPLE.COMuma@example.com"])(
  "%s is too weak, and the invitation still works afterwards",
  async (password) => {
    const token = await mailedToken();
    expect(await refusalOf(token, password)).toBe("password-too-weak");
    expect(await refusalOf(token)).toBeNull();
  },
);

test("a password that attackers try first is refused, and the invitation still works afterwards", async () => {
  const token = await mailedToken();
  expect(await refusalOf(token, "passwordpassword1")).toBe("password-breached");
  expect(await refusalOf(token)).toBeNull();
});

test("fourteen characters are too few", { tags: ["R03"] }, async () => {
  expect(await refusalOf(await mailedToken(), "fourteen chars")).toBe("invalid-request");
});

test("an invited administrator chooses a password too", async () => {
  admin = await proven(world, ada);
  await admin.get(addAdministrator, { body: { email: "alan@example.com", name: "Alan" } });
  const alan = { realm: "administrator", login: "alan", password: "a phrase of my own" } as const;
  const answer = await accept(await mailedToken(), alan.password);
  expect(answer).toMatchObject({ reply: { realm: "administrator", login: "alan@example.com" } });
  expect(await logIn(world.browser(), alan)).toMatchObject({ at: "set-up", mayPostpone: false });
});

test("the database keeps no link that a thief could use", { tags: ["R15"] }, async () => {
  world.mailServer.isDown = true;
  await admin.get(users.inviteAgain, { params: { id: userId } });
  await world.parts.outbox.deliverDue();
  const text = await textOf(world.parts.database);
  world.mailServer.isDown = false;
  await world.pass(5000);
  const token = await mailedToken();
  expect(token).toHaveLength(43);
  expect(text).not.toContain(token);
  expect(text).not.toContain("/invitation#");
});
