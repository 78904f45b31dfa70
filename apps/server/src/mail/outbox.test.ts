import { afterEach, beforeEach, expect, test } from "vitest";
import { hour, second } from "../clock.ts";
import { textOf } from "../simulation/database-dump.ts";
import { type SimulatedApp, simulateApp } from "../simulation/simulated-app.ts";
import type { Mail } from "./mail.ts";

let world: SimulatedApp;
beforeEach(async () => {
  world = await simulateApp();
});
afterEach(() => world[Symbol.asyncDispose]());

const letter: Mail = { to: "ursula@example.com", subject: "A letter", paragraphs: ["a secret link"] };
const numbered = (number: number): Mail => ({ ...letter, subject: `Letter ${number}` });
const queue = (mail = letter, once?: string) =>
  world.parts.outbox.queue(world.parts.database, mail, world.clock.now(), once);
const deliver = () => world.parts.outbox.deliverDue();
const rows = () => world.parts.database.selectFrom("outbox").selectAll().execute();
const subjects = () => world.mails.map(({ subject }) => subject);

test("a queued mail goes out by itself, once", async () => {
  await queue();
  await expect.poll(subjects).toEqual(["A letter"]);
  await deliver();
  await world.pass(hour);
  expect(subjects()).toEqual(["A letter"]);
});

test("mails go out in the order in which they were queued", async () => {
  for (const number of [1, 2, 3]) {
    await queue(numbered(number));
    world.clock.turnTo(world.clock.now() + 1);
  }
  await deliver();
  expect(subjects()).toEqual(["Letter 1", "Letter 2", "Letter 3"]);
});

test("while the mail server is down nothing is lost: it is tried again after 5, 10, 20 seconds …", async () => {
  world.mailServer.isDown = true;
  await queue(numbered(1));
  await queue(numbered(2));
  await deliver();
  const waits: number[] = [];
  for (let attempt = 1; attempt <= 3; attempt++) {
    const [row] = await rows();
    expect(row).toMatchObject({ attempts: attempt, sent_at: null });
    waits.push((row?.next_attempt_at ?? 0) - world.clock.now());
    await world.pass((waits.at(-1) ?? 0) - 1);
    expect((await rows())[0]?.attempts).toBe(attempt);
    await world.pass(1);
  }
  expect(waits).toEqual([5 * second, 10 * second, 20 * second]);
  world.mailServer.isDown = false;
  await world.pass(hour);
  expect(subjects().toSorted()).toEqual(["Letter 1", "Letter 2"]);
});

test("a mail that waits does not hold up a newer one", async () => {
  world.mailServer.isDown = true;
  await queue(numbered(1));
  await deliver();
  world.mailServer.isDown = false;
  await queue(numbered(2));
  await deliver();
  expect(subjects()).toEqual(["Letter 2"]);
});

test("a mail lies sealed in the database, and is erased once it is sent", async () => {
  world.mailServer.isDown = true;
  await queue();
  await deliver();
  const text = await textOf(world.parts.database);
  expect(text).not.toContain("secret link");
  expect(text).not.toContain("ursula@example.com");
  world.mailServer.isDown = false;
  await world.pass(5 * second);
  expect(await rows()).toMatchObject([{ sealed_mail: null, sent_at: world.clock.now() }]);
});

test("AT-74: a sealed mail that was moved to another row does not open, and is not sent [R68]", async () => {
  world.mailServer.isDown = true;
  await queue(numbered(1));
  await queue(numbered(2));
  await deliver();
  const [one, other] = await rows();
  await world.parts.database
    .updateTable("outbox")
    .set({ sealed_mail: one?.sealed_mail ?? null })
    .where("id", "=", other?.id ?? "")
    .execute();
  world.mailServer.isDown = false;
  await world.pass(hour);
  expect(world.mails).toHaveLength(1);
});

test("the same mail about the same thing is queued once", async () => {
  await queue(letter, "reminder:1");
  await queue(letter, "reminder:1");
  await deliver();
  await queue(letter, "reminder:1");
  await queue(letter, "reminder:2");
  await deliver();
  expect(world.mails).toHaveLength(2);
});

test("what is rolled back sends nothing", async () => {
  const { database, outbox } = world.parts;
  const rolledBack = database.transaction().execute(async (tx) => {
    await outbox.queue(tx, letter, world.clock.now());
    throw new Error("something else went wrong");
  });
  await expect(rolledBack).rejects.toThrow("something else went wrong");
  await deliver();
  expect(await rows()).toEqual([]);
  expect(world.mails).toEqual([]);
});

test("many who ask for delivery at once send each mail once", async () => {
  for (const number of [1, 2, 3]) await queue(numbered(number));
  await Promise.all(Array.from({ length: 10 }, deliver));
  expect(world.mails).toHaveLength(3);
});
