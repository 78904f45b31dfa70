import * as contract from "@sallyport/contract/sign-in";
import { fromBase32 } from "@sallyport/totp/secret";
import { expect, onTestFinished, test } from "vitest";
import { sceneIn } from "../../lab/acts/scene.ts";
import { textOf } from "../../lab/simulation/database-dump.ts";
import {
  ada,
  asUser,
  codeFor,
  logIn,
  requireMfa,
  turnToNextCode,
  ursula,
  wrongCodeFor,
} from "../../lab/simulation/people.ts";
import { simulateApp } from "../../lab/simulation/simulated-app.ts";

test("no password, secret, code or token is in the record, nor unprotected anywhere in the database", {
  tags: ["AT-75", "R75"],
}, async () => {
  const world = await simulateApp();
  onTestFinished(() => world[Symbol.asyncDispose]());
  const { admin, params, addUma, mailedToken } = await sceneIn(world);
  const recorded = () => world.parts.database.selectFrom("audit_events").selectAll().execute();
  const secrets: string[] = [ada.password, ursula.password, "a typed wrong one", "passwordInLoginField"];
  const browser = world.browser();
  for (const body of [
    { login: "ursula", password: "a typed wrong one" },
    { login: "passwordInLoginField", password: "x" },
  ]) {
    await browser.refusal(contract.submitPassword, { ...asUser, body });
  }
  world.mailServer.isDown = true;
  await addUma();
  await requireMfa(admin, params.id);
  await logIn(browser, ursula);
  secrets.push(...browser.cookies.values());
  const { secret } = await browser.get(contract.beginSetUp, asUser);
  const wrong = wrongCodeFor(secret, world.clock.now());
  await browser.refusal(contract.confirmSetUp, { ...asUser, body: { code: wrong } });
  const code = codeFor(secret, world.clock.now());
  await browser.get(contract.confirmSetUp, { ...asUser, body: { code } });
  await browser.get(contract.acknowledgeSetUp, asUser);
  await browser.get(contract.leave, asUser);
  turnToNextCode(world.clock);
  await logIn(browser, ursula);
  const next = codeFor(secret, world.clock.now());
  await browser.get(contract.submitPasscode, { ...asUser, body: { code: next } });
  secrets.push(...browser.cookies.values(), ...admin.cookies.values());
  secrets.push(secret, Buffer.from(fromBase32(secret) ?? []).toString("latin1"));

  const log = JSON.stringify(await recorded());
  for (const spoken of [...secrets, code, wrong, next]) expect(log).not.toContain(spoken);
  const everything = await textOf(world.parts.database);
  for (const kept of secrets) expect(everything).not.toContain(kept);
  world.mailServer.isDown = false;
  await world.pass(60_000);
  const token = await mailedToken();
  expect(token).toHaveLength(43);
  expect(everything).not.toContain(token);
});
