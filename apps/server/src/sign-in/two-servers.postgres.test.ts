import { register } from "@sallyport/contract/authenticator";
import { askForPasswordReset } from "@sallyport/contract/password-reset";
import { submitPasscode, submitPassword } from "@sallyport/contract/sign-in";
import { createMemoryStore } from "@sallyport/secure-store/memory-store";
import { afterEach, beforeEach, expect, test } from "vitest";
import { newPlace } from "../../lab/postgres/new-place.ts";
import { authenticatorOrigin, type Browser } from "../../lab/simulation/browser.ts";
import { asUser, loggedIn, ursula } from "../../lab/simulation/people.ts";
import { type EnrolledScene, enrolledScene } from "../../lab/simulation/scene.ts";
import { type SimulatedApp, simulateApp } from "../../lab/simulation/simulated-app.ts";

let here: EnrolledScene;
let servers: [SimulatedApp, SimulatedApp];
beforeEach(async () => {
  const kept = { file: await newPlace(), store: createMemoryStore() };
  here = await enrolledScene({ kept });
  const other = await simulateApp(null, { kept });
  other.clock.turnTo(here.world.clock.now());
  servers = [here.world, other];
});
afterEach(async () => {
  await servers[1][Symbol.asyncDispose]();
  await here[Symbol.asyncDispose]();
});

function atOnce<Result>(
  count: number,
  send: (server: SimulatedApp, turn: number) => Promise<Result>,
): Promise<Result[]> {
  return Promise.all(Array.from({ length: count }, (_, turn) => send(servers[turn % 2 ? 1 : 0], turn)));
}

const table = () => here.world.parts.database;

test("of all sessions that send one code at once, one gets in", { tags: ["AT-23"] }, async () => {
  const sessions: Browser[] = [];
  for (let turn = 0; turn < 16; turn++) sessions.push(await loggedIn(servers[turn % 2 ? 1 : 0], ursula));
  const code = here.rightCode();
  const answers = await Promise.all(sessions.map((session) => session.ask(submitPasscode, code)));
  expect(answers.filter(({ ok }) => ok)).toHaveLength(1);
});

test("of wrong passwords that are sent at once, each counts", { tags: ["AT-36"] }, async () => {
  const count = 24;
  await atOnce(count, ({ browser }, turn) => {
    const login = turn % 4 === 0 ? ursula.login : `unknown ${turn}`;
    return browser().ask(submitPassword, { ...asUser, body: { login, password: "not the right one" } });
  });
  const counts = await table().selectFrom("wrong_password_networks").select("count").execute();
  expect(counts).toEqual([{ count }]);
});

test("a mailbox gets five mails of a network, even if apps ask at once", { tags: ["AT-86"] }, async () => {
  const answers = await atOnce(16, ({ browser }, turn) =>
    browser({ origin: authenticatorOrigin }).ask(register, { body: { email: `flood+${turn}@example.com` } }),
  );
  expect(answers.filter(({ ok }) => ok)).toHaveLength(5);
});

test("one of several requests for a new password mails a link", async () => {
  await atOnce(16, ({ browser }) =>
    browser().ask(askForPasswordReset, { ...asUser, body: { login: ursula.login } }),
  );
  for (const { parts } of servers) await parts.afterReply.settled();
  const links = table()
    .selectFrom("password_resets")
    .select("account_id")
    .where("account_id", "is not", null);
  expect(await links.execute()).toHaveLength(1);
});
