import { acceptInvitation } from "@sallyport/contract/invitations";
import { submitPasscode } from "@sallyport/contract/sign-in";
import { addUser, saveUser, setUserState } from "@sallyport/contract/users";
import type { Browser } from "../../../lab/simulation/browser.ts";
import { enrolPasskey } from "../../../lab/simulation/passkey-ceremonies.ts";
import { asUser, enrol, loggedIn, turnToNextCode, wrongCodeFor } from "../../../lab/simulation/people.ts";
import type { Person, SimulatedApp } from "../../../lab/simulation/simulated-app.ts";
import { SoftPasskey } from "../../../lab/simulation/soft-passkey.ts";
import { day, hour, minute } from "../../core/clock.ts";
import { withCode } from "./console.ts";
import type { Dice } from "./dice.ts";
import type { DemoPerson } from "./people.ts";
import type { Life } from "./timeline.ts";

export interface Demo {
  world: SimulatedApp;
  console: () => Promise<Browser>;
  dice: Dice;
  password: string;
  now: number;
}

export async function* lifeOf(person: DemoPerson, demo: Demo): Life {
  const { world, dice, now, password } = demo;
  const { state, username, email, name } = person;
  if (state === "undelivered") world.mailServer.refuses.add(email);
  const isInvitedLately = state === "invited" || state === "undelivered";
  yield now - (isInvitedLately ? dice.between(2 * hour, 2 * day) : dice.between(20 * day, 40 * day));
  const { id } = await (await demo.console()).get(addUser, { body: { username, email, name } });
  if (isInvitedLately) return;

  yield world.clock.now() + dice.between(hour, 2 * day);
  await world.browser().get(acceptInvitation, { body: { token: mailedToken(world, email), password } });
  if (state === "never-logged-in") return;

  const user: Person = { realm: "user", login: username, password };
  yield world.clock.now() + dice.between(minute, 2 * day);
  await loggedIn(world, user);
  yield* laterOf(person, demo, { id, user });
}

async function* laterOf({ state }: DemoPerson, demo: Demo, { id, user }: { id: string; user: Person }): Life {
  const { dice, now, world } = demo;
  switch (state) {
    case "active":
      yield now - dice.between(hour, 5 * day);
      await loggedIn(world, user);
      return;
    case "suspended":
      yield now - dice.between(day, 6 * day);
      await (await demo.console()).get(setUserState, { params: { id }, body: { state: "suspended" } });
      return;
    case "days-left":
      return yield* required(demo, id, { since: now - dice.between(day, 5 * day), days: 30 });
    case "due-this-week":
      return yield* required(demo, id, { since: now - dice.between(4.5 * day, 6.5 * day), days: 7 });
    case "locked-by-deadline":
      return yield* required(demo, id, { since: now - dice.between(8 * day, 12 * day), days: 7 });
    case "enrolled":
    case "passkey":
    case "locked-by-codes":
      yield* required(demo, id, { since: now - dice.between(12 * day, 15 * day), days: 14 });
      break;
    case "invited":
    case "undelivered":
    case "never-logged-in":
      return;
  }
  yield world.clock.now() + dice.between(hour, 3 * day);
  const browser = await loggedIn(world, user);
  if (state === "passkey") return enrolPasskey(browser, new SoftPasskey());
  const secret = await enrol(browser, world.clock);
  yield now - dice.between(2 * day, 6 * day);
  turnToNextCode(world.clock);
  await withCode(world, user, secret);
  if (state === "locked-by-codes") yield* wrongCodes(demo, user, secret);
}

async function* required(
  { console }: Demo,
  id: string,
  { since, days }: { since: number; days: number },
): Life {
  yield since;
  const body = { mfa: { isRequired: true, days } } as const;
  await (await console()).get(saveUser, { params: { id }, body });
}

async function* wrongCodes({ world, now }: Demo, user: Person, secret: string): Life {
  yield now - 1.5 * day;
  for (;;) {
    const browser = await loggedIn(world, user);
    const body = { code: wrongCodeFor(secret, world.clock.now()) };
    const { code, retryAfterSeconds = 0 } = await browser.refusal(submitPasscode, { ...asUser, body });
    if (code === "factor-disabled") return;
    yield world.clock.now() + Math.max(1000, retryAfterSeconds * 1000);
  }
}

export function mailedToken({ mails }: SimulatedApp, email: string): string {
  const { text = "" } =
    mails.findLast((mail) => mail.to === email && mail.text.includes("/invitation#")) ?? {};
  return /\/invitation#(\S+)/.exec(text)?.[1] ?? "";
}
