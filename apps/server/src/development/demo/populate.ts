import { randomInt } from "node:crypto";
import { addAdministrator } from "@sallyport/contract/administrators";
import { acceptInvitation } from "@sallyport/contract/invitations";
import { enrol, loggedIn } from "../../../lab/simulation/people.ts";
import type { Person, SimulatedApp } from "../../../lab/simulation/simulated-app.ts";
import { insertAccount } from "../../accounts/accounts.repository.ts";
import { day, hour } from "../../core/clock.ts";
import { Crowd } from "./add-crowd.ts";
import { freshConsole } from "./console.ts";
import { Dice } from "./dice.ts";
import { groupsLife } from "./groups.ts";
import { type Demo, lifeOf, mailedToken } from "./lives.ts";
import { demoPeople } from "./people.ts";
import { type Life, live } from "./timeline.ts";

const administrators = [
  { email: "henry@example.com", name: "Henry Helpdesk", role: "help-desk", accepts: true },
  { email: "rui@example.com", name: "Rui Auditor", role: "read-only", accepts: true },
  { email: "ida@example.com", name: "Ida Invited", role: "administrator", accepts: false },
] as const;

/**
 * At most this many users act through requests to the simulated server. All other users belong to the crowd,
 * whose rows are inserted directly.
 */
export const mostLives = 40;

export interface DemoOptions {
  count: number;
  seed: number;
  now: number;
  password: string;
  say?: (line: string) => void;
}

export function beginOf(now: number): number {
  return now - 42 * day;
}

/** Simulates the last six weeks, so that the database has events from this time. */
export async function populate(
  world: SimulatedApp,
  { count, seed, now, password, say = () => {} }: DemoOptions,
): Promise<void> {
  const dice = new Dice(seed);
  world.clock.turnTo(beginOf(now));
  const owner = await addOwner(world);
  const demo: Demo = { world, dice, now, password, console: await freshConsole(world, owner) };
  const people = demoPeople(Math.min(count, mostLives), dice);
  const lives = people.map((person) => lifeOf(person, demo));
  const others = people.map(({ username }) => username);
  const crowd =
    count > mostLives
      ? new Crowd({ count: count - mostLives, dice: new Dice(seed), others, now, password, say })
      : null;
  const all = [
    ...administrators.map((each) => administratorLife(each, demo)),
    ...lives,
    groupsLife(people, demo),
  ];
  await live(world, crowd ? [...all, crowd.life(world)] : all, now);
  await crowd?.settle(world);
}

async function addOwner({ parts, clock }: SimulatedApp): Promise<Person> {
  const password = Array.from({ length: 8 }, () => randomInt(36 ** 4).toString(36)).join("-");
  await insertAccount(parts.database, {
    realm: "administrator",
    role: "owner",
    username: null,
    email: "olivia@example.com",
    name: "Olivia Owner",
    passwordHash: await parts.passwords.hash(password),
    now: clock.now(),
  });
  return { realm: "administrator", login: "olivia", password };
}

async function* administratorLife(
  { accepts, ...body }: (typeof administrators)[number],
  { world, dice, now, password, console }: Demo,
): Life {
  yield now - (accepts ? dice.between(38 * day, 41 * day) : 5 * hour);
  await (await console()).get(addAdministrator, { body });
  if (!accepts) return;
  yield world.clock.now() + dice.between(hour, day);
  await world.browser().get(acceptInvitation, { body: { token: mailedToken(world, body.email), password } });
  const person: Person = { realm: "administrator", login: body.email.replace(/@.*/, ""), password };
  await enrol(await loggedIn(world, person), world.clock, "administrator");
}
