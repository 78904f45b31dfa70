import * as fc from "fast-check";
import { type AnyAction, action } from "../action.ts";
import { require } from "./administrators.ts";
import { addApp, makeRecoveryCodes, removeFactor } from "./security.ts";
import { openLink, sendLink } from "./set-up-links.ts";
import { acknowledge, begin, confirm, firstRecoveryCodes, postpone, setUpPasskey } from "./setting-up.ts";
import { leave, passcode, passkey, password, recoveryCode } from "./signing-in.ts";
import { backward, forward } from "./time.ts";
import { browser, member } from "./visitor.ts";

const minute = 60_000;

type Visit = { browser: number; who: number };

/** What people mostly do. Single steps in random order would seldom lead anywhere. */
const signIn = action<Visit>("signIn", { browser, who: member }, async (here, { browser: at, who }) => {
  await here.town.world.pass(30_000);
  await password.act(here, { browser: at, who, isRight: true });
  await passcode.act(here, { browser: at, kind: "right" });
});

const enrol = action<Visit>("enrol", { browser, who: member }, async (here, { browser: at, who }) => {
  await require.act(here, { who, days: 7 });
  await password.act(here, { browser: at, who, isRight: true });
  await sendLink.act(here, { browser: at });
  await openLink.act(here, { browser: at, kind: "newest" });
  await begin.act(here, { browser: at });
  await confirm.act(here, { browser: at, kind: "right" });
  await firstRecoveryCodes.act(here, { browser: at });
  await acknowledge.act(here, { browser: at });
});

/** A passkey is set up, if nothing is yet, and then tried: without a password, or after it. */
const usePasskey = action<Visit & { isAlone: boolean }>(
  "usePasskey",
  { browser, who: member, isAlone: fc.boolean() },
  async (here, { browser: at, who, isAlone }) => {
    await require.act(here, { who, days: 7 });
    await password.act(here, { browser: at, who, isRight: true });
    await openLink.act(here, { browser: at, kind: "newest" });
    await setUpPasskey.act(here, { browser: at });
    await acknowledge.act(here, { browser: at });
    await leave.act(here, { browser: at });
    if (!isAlone) await password.act(here, { browser: at, who, isRight: true });
    await passkey.act(here, { browser: at, whose: who, isAlone });
  },
);

/** Somebody without their phone. */
const rescue = action<Visit>("rescue", { browser, who: member }, async (here, { browser: at, who }) => {
  await password.act(here, { browser: at, who, isRight: true });
  await recoveryCode.act(here, { browser: at, isUsed: false });
});

/** A new phone: the old one goes, and with it the codes. */
const changeApps = action<Visit>(
  "changeApps",
  { browser, who: member },
  async (here, { browser: at, who }) => {
    await signIn.act(here, { browser: at, who });
    await addApp.act(here, { browser: at, isRight: true });
    await removeFactor.act(here, { browser: at, isApp: true });
    await makeRecoveryCodes.act(here, { browser: at });
  },
);

/** Days of grace pass with a session open, and then somebody turns the clock back. */
const missDeadline = action<Visit & { isTurnedBack: boolean }>(
  "missDeadline",
  { browser, who: member, isTurnedBack: fc.boolean() },
  async (here, { browser: at, who, isTurnedBack }) => {
    const { ledger, town } = here;
    await require.act(here, { who, days: 1 });
    const { enrolBy } = ledger.member(who);
    const left = (enrolBy ?? 0) - town.world.clock.now();
    if (left > 5 * minute) await forward.act(here, { milliseconds: left - 5 * minute });
    await password.act(here, { browser: at, who, isRight: true });
    await postpone.act(here, { browser: at });
    await forward.act(here, { milliseconds: 10 * minute });
    if (isTurnedBack) await backward.act(here, { milliseconds: 60 * minute });
  },
);

/** As often as it takes until wrong codes make it wait, and then the right one. */
const guess = action<Visit>("guess", { browser, who: member }, async (here, { browser: at, who }) => {
  await here.town.world.pass(30_000);
  await password.act(here, { browser: at, who, isRight: true });
  for (let time = 0; time < 6; time++) await passcode.act(here, { browser: at, kind: "wrong" });
  await passcode.act(here, { browser: at, kind: "right" });
});

/** The owner and somebody with their password set up at once, each in a browser of their own. */
const beginTwice = action<{ who: number }>("beginTwice", { who: member }, async (here, { who }) => {
  await require.act(here, { who, days: 7 });
  for (const at of [0, 1]) {
    await password.act(here, { browser: at, who, isRight: true });
    await openLink.act(here, { browser: at, kind: "newest" });
    await begin.act(here, { browser: at });
  }
  await confirm.act(here, { browser: 0, kind: "right" });
});

const often = [signIn, signIn, signIn, enrol, enrol, enrol];
export const journeys: AnyAction[] = [
  ...often,
  usePasskey,
  usePasskey,
  rescue,
  rescue,
  changeApps,
  missDeadline,
  missDeadline,
  guess,
  beginTwice,
];
