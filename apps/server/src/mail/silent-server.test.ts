import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";
import { standardSettings } from "@sallyport/contract/settings/list";
import { pino } from "pino";
import { SMTPServer } from "smtp-server";
import { afterEach, beforeEach, expect, onTestFinished, test } from "vitest";
import { type SimulatedApp, simulateApp } from "../../lab/simulation/simulated-app.ts";
import { Outbox } from "./outbox.ts";
import { deliverBySmtp } from "./smtp.ts";

let world: SimulatedApp;
let server: SMTPServer;
let silentAbout: Set<string>;
let read: { to: string; messageId: string | undefined }[];
let taken: string[];

beforeEach(async () => {
  world = await simulateApp();
  [silentAbout, read, taken] = [new Set(), [], []];
  server = new SMTPServer({
    disabledCommands: ["AUTH", "STARTTLS"],
    onData: (stream, { envelope }, done) => {
      const to = envelope.rcptTo[0]?.address ?? "";
      void text(stream).then((letter) => {
        read.push({ to, messageId: /^Message-ID: (\S+)\r$/m.exec(letter)?.[1] });
        if (silentAbout.has(to)) return;
        taken.push(to);
        done();
      });
    },
  });
  server.listen(0, "127.0.0.1");
  await once(server.server, "listening");
});
afterEach(async () => {
  await world[Symbol.asyncDispose]();
  await new Promise<void>((resolve) => server.close(resolve));
});

const connections = () =>
  new Promise<number>((resolve) => server.server.getConnections((_error, count) => resolve(count)));

function startOutbox(): Outbox {
  const { database, clock } = world.parts;
  const name = "login.example.com";
  const url = `smtp://127.0.0.1:${(server.server.address() as AddressInfo).port}`;
  const { deliver } = deliverBySmtp(url, { from: "us@example.com", name, clock });
  const letterhead = () => ({ ...standardSettings, portalOrigin: `https://${name}` });
  const log = pino({ level: "silent" });
  const outbox = new Outbox({ database, clock, keys: world.keys, log, letterhead, deliver });
  onTestFinished(() => outbox.stop());
  return outbox;
}

const letterTo = (email: string) => ({
  kind: "letter",
  to: { id: null, email, name: "Somebody" },
  subject: "A letter",
  paragraphs: ["words"],
  ifUnexpected: "Ignore it.",
  reason: "It is a test.",
});

const silent = "silent@example.com";
/** The outbox gives up on a silent mail server after 30 seconds. */
const patiently = { timeout: 15_000 };

test("a mail server that is silent about one address takes the other mails in the meantime", async () => {
  silentAbout.add(silent);
  const outbox = startOutbox();
  const send = (email: string) => outbox.queue(world.parts.database, letterTo(email), world.clock.now());
  await send(silent);
  await expect.poll(() => read, patiently).toHaveLength(1);
  const others = Array.from({ length: 10 }, (_, index) => `user${index}@example.com`);
  for (const email of others) await send(email);
  await expect.poll(() => taken.toSorted(), patiently).toEqual(others);
  await outbox.stop();
});

test("a stop abandons the silent mail server at once; the next start sends the same mail, under the same id", async () => {
  silentAbout.add(silent);
  const outbox = startOutbox();
  await outbox.queue(world.parts.database, letterTo(silent), world.clock.now());
  await expect.poll(() => read, patiently).toHaveLength(1);
  expect(await connections()).toBe(1);
  const began = performance.now();
  await outbox.stop();
  expect(performance.now() - began).toBeLessThan(1000);
  await expect.poll(connections, patiently).toBe(0);

  silentAbout.clear();
  const next = startOutbox();
  await next.deliverDue();
  await next.stop();
  expect(taken).toEqual([silent]);
  expect(read[1]?.messageId).toBe(read[0]?.messageId);
  expect(read[0]?.messageId).toMatch(/^<[0-9a-f-]{36}@login\.example\.com>$/);
});
