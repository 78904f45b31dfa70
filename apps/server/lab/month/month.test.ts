import { expect, onTestFailed, test } from "vitest";
import { day, hour } from "../../src/core/clock.ts";
import { MailSink } from "../mail-sink.ts";
import { simulateApp } from "../simulation/simulated-app.ts";
import { Draw } from "./drawn.ts";
import { Mails } from "./mails.ts";
import { Month } from "./month.ts";

/** `MONTH_SEED=1234 npx vitest run apps/server/lab/month` repeats a failed run. */
const { MONTH_SEED } = process.env;
const seed = MONTH_SEED === undefined ? Math.trunc(Math.random() * 2 ** 31) : Number(MONTH_SEED);

test("1,000 users set up within a month, and each rule of enforcement holds", {
  timeout: 300_000,
}, async () => {
  onTestFailed(() => console.error(`MONTH_SEED=${seed} repeats this month.`));
  let mails: Mails | undefined;
  await using sink = await MailSink.open({
    onMail: (mail, whole) => mails?.receive(mail, whole),
    refusalOf: (recipient) => mails?.refusalOf(recipient) ?? null,
  });
  await using world = await simulateApp(null, {
    smtpUrl: `smtp://127.0.0.1:${sink.port}?pool=true`,
    areAnswersScanned: false,
  });
  const { clock } = world;
  const outage = { from: clock.now() + 12 * day, until: clock.now() + 12 * day + 14 * hour };
  mails = new Mails(clock, outage);
  const month = new Month(world, mails, new Draw(seed));
  await month.live(30);
  expect(mails.missing()).toEqual([]);
  expect(mails.wrongAttempts()).toEqual([]);
  // Each standing must occur at least once, because a standing that never occurs isn't tested.
  const standings = ["in", "locked", "refused", "second-factor", "set-up", "set-up at once"];
  expect([...month.visits.seen].toSorted()).toEqual(standings);
  expect(mails.arrived).toBeGreaterThan(1000);
});
