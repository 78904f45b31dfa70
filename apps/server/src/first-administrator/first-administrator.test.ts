import { addAdministrator } from "@sallyport/contract/administrators";
import { createFirstAdministrator, openFirstAdministrator } from "@sallyport/contract/invitations";
import { openSetUpLink } from "@sallyport/contract/sign-in";
import { listUsers } from "@sallyport/contract/users";
import { afterEach, beforeEach, expect, test } from "vitest";
import { portalOrigin } from "../../lab/simulation/browser.ts";
import { ada, enrol, logIn } from "../../lab/simulation/people.ts";
import { type SimulatedApp, simulateApp } from "../../lab/simulation/simulated-app.ts";
import { hour } from "../core/clock.ts";
import { firstAdministratorLink } from "./first-administrator.ts";

let world: SimulatedApp;
beforeEach(async () => {
  world = await simulateApp();
});
afterEach(() => world[Symbol.asyncDispose]());

const printed = () => firstAdministratorLink(world.parts.database, portalOrigin, world.clock.now());
const tokenIn = (link: string | null) => link?.split("#")[1] ?? "";

const details = { email: "ada@example.com", name: "Ada", password: ada.password };

async function create(token: string, changes: Partial<typeof details> = {}) {
  const answer = await world
    .browser()
    .ask(createFirstAdministrator, { body: { ...details, ...changes, token } });
  return answer.ok ? "created" : answer.problem.code;
}

function administrators() {
  return world.parts.database.selectFrom("accounts").select("email").execute();
}

test("the printed link opens the page, without being used up, and makes the administrator", async () => {
  const link = await printed();
  expect(link).toMatch(/^http:\/\/portal\.localhost:8080\/first-administrator#[\w-]{43}$/);
  const token = tokenIn(link);
  for (let time = 0; time < 2; time++) {
    expect(await world.browser().get(openFirstAdministrator, { body: { token } })).toEqual({
      expiresAt: new Date(world.clock.now() + hour).toISOString(),
    });
  }
  expect(await create(token)).toBe("created");
});

test("the first administrator is led to a second factor, which counts at once", async () => {
  await create(tokenIn(await printed()));
  const browser = world.browser();
  expect(await logIn(browser, ada)).toMatchObject({ at: "set-up", mayPostpone: false });
  expect((await browser.refusal(listUsers, { query: {} })).code).toBe("mfa-required");
  await enrol(browser, world.clock, "administrator");
  const body = { email: "grace@example.com", name: "Grace" };
  expect(await browser.get(addAdministrator, { body })).toMatchObject({
    mfa: { isRequired: true, isEnrolled: false },
  });
});

test("where set-up needs a mailed link, the first administrator is mailed one", async () => {
  world.parts.isSetUpLinkNeeded = true;
  await create(tokenIn(await printed()));
  await world.parts.outbox.deliverDue();
  const token = /\/admin\/set-up#(\S+)/.exec(world.mails[0]?.text ?? "")?.[1] ?? "";
  const browser = world.browser();
  expect(await logIn(browser, ada)).toMatchObject({ at: "set-up", needsSetUpLink: true });
  await browser.get(openSetUpLink, { params: { realm: "administrator" }, body: { token } });
  await enrol(browser, world.clock, "administrator");
  expect(await browser.ask(listUsers, { query: {} })).toMatchObject({ ok: true });
});

test("the link works once", { tags: ["R08", "R15"] }, async () => {
  const token = tokenIn(await printed());
  await create(token);
  expect(await create(token, { email: "eve@example.com" })).toBe("link-invalid");
  expect(await administrators()).toEqual([{ email: "ada@example.com" }]);
});

test("of a hundred who use it at once, one becomes the administrator", {
  tags: ["AT-26", "R47", "R48"],
}, async () => {
  const token = tokenIn(await printed());
  const emails = Array.from({ length: 100 }, (_, index) => `number${index}@example.com`);
  const answers = await Promise.all(emails.map((email) => create(token, { email })));
  expect(answers.toSorted()).toEqual(["created", ...Array.from({ length: 99 }, () => "link-invalid")]);
  expect(await administrators()).toEqual([{ email: emails[answers.indexOf("created")] }]);
});

test("the link works for an hour, to the millisecond", { tags: ["R15"] }, async () => {
  const token = tokenIn(await printed());
  world.clock.turnTo(world.clock.now() + hour);
  expect(await create(token)).toBe("link-invalid");
  world.clock.turnTo(world.clock.now() - 1);
  expect(await create(token)).toBe("created");
});

test("a new start prints a new link and ends the one before", async () => {
  const older = tokenIn(await printed());
  const newer = tokenIn(await printed());
  expect(await create(older)).toBe("link-invalid");
  expect(await create(newer)).toBe("created");
});

test("nothing is printed once there is an administrator", { tags: ["R08"] }, async () => {
  await world.addAccount(ada);
  expect(await printed()).toBeNull();
});

test("a link printed earlier does nothing once there is an administrator", async () => {
  const token = tokenIn(await printed());
  await world.addAccount(ada);
  expect(await create(token, { email: "eve@example.com" })).toBe("link-invalid");
  expect(await administrators()).toHaveLength(1);
});

test("a user in the database is no administrator", async () => {
  await world.addAccount({ ...ada, realm: "user" });
  expect(await create(tokenIn(await printed()), { email: "boss@example.com" })).toBe("created");
});

test("a weak password is refused, and the link still works afterwards", async () => {
  const token = tokenIn(await printed());
  expect(await create(token, { password: details.email })).toBe("password-too-weak");
  expect(await create(token)).toBe("created");
});

test("a password that attackers try first is refused, and the link still works afterwards", async () => {
  const token = tokenIn(await printed());
  expect(await create(token, { password: "passwordpassword1" })).toBe("password-breached");
  expect(await create(token)).toBe("created");
});
