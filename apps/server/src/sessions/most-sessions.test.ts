import { home } from "@sallyport/contract/home";
import { beginSetUp } from "@sallyport/contract/sign-in";
import { expect, test } from "vitest";
import {
  ada,
  asUser,
  enrol,
  loggedIn,
  requireMfa,
  ursula,
  withPasswordAlone,
} from "../../lab/simulation/people.ts";
import { simulateApp } from "../../lab/simulation/simulated-app.ts";
import { hour } from "../core/clock.ts";
import { clearAway } from "../housekeeping.ts";

test("a twenty-sixth sign-in ends the session that was idle longest, and no other", async () => {
  await using world = await simulateApp();
  await world.addAccount(ursula);
  const browsers = [];
  for (let each = 0; each < 26; each += 1) {
    browsers.push(await loggedIn(world, ursula));
    world.clock.turnTo(world.clock.now() + 1000);
  }
  const answers = await Promise.all(browsers.map((browser) => browser.ask(home, {})));
  expect(answers.map(({ ok }) => ok)).toEqual([false, ...Array.from({ length: 25 }, () => true)]);
});

test("sign-ins that stop at the password end no session", async () => {
  await using world = await simulateApp();
  const { id } = await world.addAccount(ursula);
  await world.addAccount(ada);
  await requireMfa(await withPasswordAlone(world, ada), id);
  const owner = await loggedIn(world, ursula);
  await owner.get(beginSetUp, asUser);
  await enrol(owner, world.clock);
  for (let each = 0; each < 30; each += 1) await loggedIn(world, ursula);
  expect(await owner.ask(home, {})).toMatchObject({ ok: true });
});

test("sessions of a clock that was ahead are over once it is put right, and are cleared away before they count", {
  tags: ["R33"],
}, async () => {
  await using world = await simulateApp();
  await world.addAccount(ursula);
  const rightTime = world.clock.now();
  world.clock.turnTo(rightTime + 300 * 24 * hour);
  const ahead = await loggedIn(world, ursula);
  world.clock.turnTo(rightTime);
  expect(await ahead.ask(home, {})).toMatchObject({ ok: false });
  const now = await loggedIn(world, ursula);
  await clearAway(world.parts.database, rightTime);
  expect(await world.parts.database.selectFrom("sessions").select("began_at").execute()).toEqual([
    { began_at: rightTime },
  ]);
  expect(await now.ask(home, {})).toMatchObject({ ok: true });
});
