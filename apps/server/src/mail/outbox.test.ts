import { pino } from "pino";
import { afterEach, beforeEach, expect, test } from "vitest";
import { textOf } from "../../lab/simulation/database-dump.ts";
import { type SimulatedApp, simulateApp } from "../../lab/simulation/simulated-app.ts";
import { day, hour, minute, second } from "../core/clock.ts";
import type { Mail, RenderedMail } from "./mail.ts";
import { type Deliver, Outbox, Undeliverable } from "./outbox.ts";

let world: SimulatedApp;
beforeEach(async () => {
  world = await simulateApp();
});
afterEach(() => world[Symbol.asyncDispose]());

const letter: Mail = {
  kind: "letter",
  to: { id: null, email: "ursula@example.com", name: "Ursula" },
  subject: "A letter",
  paragraphs: ["a secret link"],
  ifUnexpected: "Ignore it.",
  reason: "It is a test.",
};
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

test("a mail that an earlier version has queued goes out as that version wrote it", async () => {
  const { database } = world.parts;
  const rendered = { to: "old@example.com", subject: "Old", text: "old words\n", html: "<p>old words</p>" };
  const id = "5b0c57d8-53c4-4a52-9a35-0d3f6d3f7f5f";
  await database
    .insertInto("outbox")
    .values({
      id,
      once: null,
      sealed_mail: world.keys.encrypt(Buffer.from(JSON.stringify(rendered)), `outbox:${id}`),
      queued_at: world.clock.now() - hour,
      attempts: 3,
      next_attempt_at: world.clock.now(),
      sent_at: null,
    })
    .execute();
  await deliver();
  expect(world.mails).toEqual([rendered]);
});

test("a mail that was queued or tried while the clock was ahead goes out once it is put right", async () => {
  const rightTime = world.clock.now();
  world.clock.turnTo(rightTime + 30 * day);
  world.mailServer.isDown = true;
  await queue();
  await deliver();
  world.mailServer.isDown = false;
  world.clock.turnTo(rightTime);
  await deliver();
  expect(subjects()).toEqual(["A letter"]);
});

test("a sealed mail that was moved to another row does not open, and is not sent", {
  tags: ["AT-74", "R68"],
}, async () => {
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

function anotherOutbox(send: Deliver): Outbox {
  const { database, clock } = world.parts;
  const letterhead = {
    organisation: "Sallyport",
    portalOrigin: "https://login.example.com",
    timeZone: "UTC",
    supportContact: null,
  };
  const log = pino({ level: "silent" });
  return new Outbox({ database, clock, keys: world.keys, log, letterhead: () => letterhead, deliver: send });
}

async function queueWhileDown(...numbers: number[]): Promise<void> {
  world.mailServer.isDown = true;
  for (const number of numbers) await queue(numbered(number));
  await expect.poll(async () => (await rows()).every(({ attempts }) => attempts > 0)).toBe(true);
  await deliver();
  world.mailServer.isDown = false;
  world.clock.turnTo(world.clock.now() + hour);
}

test("two servers on one database send each mail once", async () => {
  await queueWhileDown(1, 2, 3, 4);
  const sent: string[] = [];
  const slowly = async ({ subject }: RenderedMail) => {
    sent.push(subject);
    await new Promise((resolve) => setImmediate(resolve));
  };
  await Promise.all([anotherOutbox(slowly).deliverDue(), anotherOutbox(slowly).deliverDue()]);
  expect(sent.toSorted()).toEqual(["Letter 1", "Letter 2", "Letter 3", "Letter 4"]);
});

test("a mail whose sender died is sent by another server after five minutes", async () => {
  const dying = anotherOutbox(() => new Promise(() => {}));
  await queueWhileDown(1);
  void dying.deliverDue();
  await expect.poll(async () => (await rows())[0]?.attempts).toBe(2);
  await world.pass(5 * minute - 1);
  expect(world.mails).toEqual([]);
  await world.pass(1);
  expect(subjects()).toEqual(["Letter 1"]);
});

test("a mail that the mail server refuses for good is given up, and erased", async () => {
  await queueWhileDown(1);
  await anotherOutbox(() => Promise.reject(new Undeliverable("no such address"))).deliverDue();
  expect(await rows()).toMatchObject([{ sealed_mail: null, sent_at: null }]);
  await world.pass(hour);
  expect(world.mails).toEqual([]);
});

test("a mail is tried for three days, then given up; its row is gone after a month", async () => {
  world.mailServer.isDown = true;
  await queue();
  await deliver();
  await world.pass(3 * day - 1);
  expect((await rows())[0]?.sealed_mail).not.toBeNull();
  await world.pass(hour);
  expect(await rows()).toMatchObject([{ sealed_mail: null, sent_at: null }]);
  await world.pass(30 * day);
  expect(await rows()).toEqual([]);
});

test("a mail whose key is not open here is kept for a server that can open it, at any age", async () => {
  await queueWhileDown(1);
  world.clock.turnTo(world.clock.now() + 4 * day);
  const { database } = world.parts;
  await using elsewhere = await simulateApp();
  await elsewhere.keys.rotate();
  const [made] = await elsewhere.parts.database
    .selectFrom("keys")
    .selectAll()
    .where("key_version", "=", 2)
    .execute();
  if (made) await database.insertInto("keys").values(made).execute();
  const sealed_mail = elsewhere.keys.encrypt(Buffer.from("{}"), "another row");
  await database.updateTable("outbox").set({ sealed_mail }).execute();
  await deliver();
  expect(await rows()).toMatchObject([{ sealed_mail: Buffer.from(sealed_mail), attempts: 2 }]);
  expect(world.mails).toEqual([]);
});

test("stopping abandons the deliveries under way, and begins no other", async () => {
  await queueWhileDown(1, 2, 3, 4, 5, 6);
  const begun: string[] = [];
  const hanging = anotherOutbox(({ subject }) => {
    begun.push(subject);
    return new Promise(() => {});
  });
  const delivering = hanging.deliverDue();
  await expect.poll(() => begun).toHaveLength(4);
  await hanging.stop();
  await delivering;
  await hanging.deliverDue();
  expect(begun).toHaveLength(4);
  expect((await rows()).filter((row) => row.sealed_mail !== null)).toHaveLength(6);
  await deliver();
  expect(subjects().toSorted()).toEqual([1, 2, 3, 4, 5, 6].map((number) => `Letter ${number}`));
});

test("four mails go out at once, and an account's mails one after the other", async () => {
  const { id } = await world.addAccount({ realm: "user", login: "ursula", password: "of no account" });
  world.mailServer.isDown = true;
  for (const number of [1, 2, 3]) await queue({ ...numbered(number), to: { ...letter.to, id } });
  for (const number of [4, 5, 6, 7]) await queue(numbered(number));
  await expect.poll(async () => (await rows()).every(({ attempts }) => attempts > 0)).toBe(true);
  await deliver();
  world.clock.turnTo(world.clock.now() + hour);
  const begun: string[] = [];
  const { promise: isOver, resolve: end } = Promise.withResolvers<void>();
  const slow = anotherOutbox(({ subject }) => {
    begun.push(subject);
    return isOver;
  });
  const delivering = slow.deliverDue();
  await expect.poll(() => begun).toHaveLength(4);
  expect(begun.filter((subject) => /[123]$/.test(subject))).toHaveLength(1);
  end();
  await delivering;
  expect(begun.toSorted()).toEqual([1, 2, 3, 4, 5, 6, 7].map((number) => `Letter ${number}`));
});

test("a mail that is queued while another one hangs goes out at once", async () => {
  const sent: string[] = [];
  const outbox = anotherOutbox(({ subject }) => {
    if (subject === "Letter 1") return new Promise(() => {});
    sent.push(subject);
    return Promise.resolve();
  });
  const queueHere = (number: number) =>
    outbox.queue(world.parts.database, numbered(number), world.clock.now());
  await queueHere(1);
  await expect.poll(async () => (await rows())[0]?.attempts).toBe(1);
  await queueHere(2);
  await expect.poll(() => sent).toEqual(["Letter 2"]);
  await outbox.stop();
});
