import * as fc from "fast-check";
import { type AnyAction, action } from "../action.ts";
import { require } from "./administrators.ts";
import { anyVisit, member, tabOf, type Visit } from "./caller.ts";
import { addApp, makeRecoveryCodes, removeFactor } from "./security.ts";
import { openLink, sendLink } from "./set-up-links.ts";
import { acknowledge, begin, confirm, firstRecoveryCodes, postpone, setUpPasskey } from "./setting-up.ts";
import { leave, passcode, passkey, password, recoveryCode } from "./signing-in.ts";
import { backward, forward } from "./time.ts";
import { knock } from "./wrong-doors.ts";

const minute = 60_000;

const signIn = action<Visit>("signIn", anyVisit, async (here, visit) => {
  const tab = tabOf(here, visit);
  await here.town.world.pass(30_000);
  await password.act(here, { ...visit, isRight: true });
  await passcode.act(here, { tab, kind: "right" });
});

const enrol = action<Visit>("enrol", anyVisit, async (here, visit) => {
  const tab = tabOf(here, visit);
  await require.act(here, { who: visit.who, days: 7 });
  await password.act(here, { ...visit, isRight: true });
  await knock.act(here, { tab });
  await sendLink.act(here, { tab });
  await openLink.act(here, { tab, kind: "newest" });
  await begin.act(here, { tab });
  await confirm.act(here, { tab, kind: "right" });
  await firstRecoveryCodes.act(here, { tab });
  await acknowledge.act(here, { tab });
});

const usePasskey = action<Visit & { isAlone: boolean }>(
  "usePasskey",
  { ...anyVisit, isAlone: fc.boolean() },
  async (here, { isAlone, ...visit }) => {
    const { who } = visit;
    const tab = tabOf(here, visit);
    await require.act(here, { who, days: 7 });
    await password.act(here, { ...visit, isRight: true });
    await openLink.act(here, { tab, kind: "newest" });
    await setUpPasskey.act(here, { tab });
    await acknowledge.act(here, { tab });
    await leave.act(here, { tab });
    if (!isAlone) await password.act(here, { ...visit, isRight: true });
    await passkey.act(here, { tab, whose: who, isAlone });
  },
);

const rescue = action<Visit>("rescue", anyVisit, async (here, visit) => {
  const tab = tabOf(here, visit);
  await password.act(here, { ...visit, isRight: true });
  await recoveryCode.act(here, { tab, isUsed: false });
});

const changeApps = action<Visit>("changeApps", anyVisit, async (here, visit) => {
  const tab = tabOf(here, visit);
  await signIn.act(here, visit);
  await addApp.act(here, { tab, isRight: true });
  await removeFactor.act(here, { tab, isApp: true });
  await makeRecoveryCodes.act(here, { tab });
});

const giveUp = action<Visit>("giveUp", anyVisit, async (here, visit) => {
  const tab = tabOf(here, visit);
  await enrol.act(here, visit);
  await signIn.act(here, visit);
  await removeFactor.act(here, { tab, isApp: false });
  await removeFactor.act(here, { tab, isApp: true });
});

const takeBreak = action<Visit>("takeBreak", anyVisit, async (here, visit) => {
  const tab = tabOf(here, visit);
  await signIn.act(here, visit);
  await forward.act(here, { milliseconds: 10 * minute });
  await makeRecoveryCodes.act(here, { tab });
  await addApp.act(here, { tab, isRight: true });
});

/** Lets a deadline pass during a session. Some runs then set the clock back. */
const missDeadline = action<Visit & { isTurnedBack: boolean }>(
  "missDeadline",
  { ...anyVisit, isTurnedBack: fc.boolean() },
  async (here, { isTurnedBack, ...visit }) => {
    const { ledger, town } = here;
    const tab = tabOf(here, visit);
    await require.act(here, { who: visit.who, days: 1 });
    const { enrolBy } = ledger.member(visit.who);
    const left = (enrolBy ?? 0) - town.world.clock.now();
    if (left > 5 * minute) await forward.act(here, { milliseconds: left - 5 * minute });
    await password.act(here, { ...visit, isRight: true });
    await postpone.act(here, { tab });
    await forward.act(here, { milliseconds: 10 * minute });
    if (isTurnedBack) await backward.act(here, { milliseconds: 60 * minute });
  },
);

const guess = action<Visit>("guess", anyVisit, async (here, visit) => {
  const tab = tabOf(here, visit);
  await here.town.world.pass(30_000);
  await password.act(here, { ...visit, isRight: true });
  for (let time = 0; time < 6; time++) await passcode.act(here, { tab, kind: "wrong" });
  await passcode.act(here, { tab, kind: "right" });
});

/** The owner and an attacker with the password begin set-up at the same time. */
const beginTwice = action<{ who: number }>("beginTwice", { who: member }, async (here, { who }) => {
  await require.act(here, { who, days: 7 });
  for (const at of [0, 1]) {
    const tab = tabOf(here, { browser: at, who });
    await password.act(here, { browser: at, who, isRight: true });
    await openLink.act(here, { tab, kind: "newest" });
    await begin.act(here, { tab });
  }
  await confirm.act(here, { tab: tabOf(here, { browser: 0, who }), kind: "right" });
});

const often = [signIn, signIn, signIn, enrol, enrol, enrol];
export const journeys: AnyAction[] = [
  ...often,
  usePasskey,
  usePasskey,
  rescue,
  rescue,
  changeApps,
  giveUp,
  takeBreak,
  missDeadline,
  missDeadline,
  guess,
  beginTwice,
];
