import { createHmac } from "node:crypto";
import {
  addWebhook,
  listWebhooks as listContract,
  removeWebhook,
  resumeWebhook,
  rotateWebhookSecret,
  testWebhook,
} from "@sallyport/contract/webhooks";
import type { KyselyPlugin } from "kysely";
import { pino } from "pino";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { type Receiver, startReceiver } from "../../lab/receiver.ts";
import type { Browser } from "../../lab/simulation/browser.ts";
import { textOf } from "../../lab/simulation/database-dump.ts";
import { ada, grace, loggedIn, logIn, proven, ursula } from "../../lab/simulation/people.ts";
import { type SimulatedApp, simulateApp } from "../../lab/simulation/simulated-app.ts";
import { record } from "../activity/activity.ts";
import { EventShipping } from "../activity/shipping.ts";
import { day, hour, instant, minute, second } from "../core/clock.ts";
import { rewrapAll } from "../keys/rewrap.ts";
import { Deliveries } from "./deliveries.ts";
import { mostWaiting } from "./rules/retry.ts";
import { listWebhooks } from "./webhooks.ts";

let world: SimulatedApp;
let admin: Browser;
let receiver: Receiver;
let deliveries: Deliveries;
let names: Record<string, string[]>;

beforeEach(async () => {
  world = await simulateApp();
  await world.addAccount(ursula);
  await world.addAccount(ada);
  admin = await proven(world, ada);
  receiver = await startReceiver();
  names = { "hook.example.com": ["127.0.0.1"] };
  deliveries = aServer();
  await ship();
});
afterEach(async () => {
  await deliveries.stop();
  await receiver[Symbol.asyncDispose]();
  await world[Symbol.asyncDispose]();
});

const log = pino({ level: "silent" });
function aServer({ networks = ["127.0.0.0/8"], database = world.parts.database } = {}) {
  const { outbox, clock } = world.parts;
  const reach = { resolve: (name: string) => Promise.resolve(names[name] ?? []), networks };
  return new Deliveries({ database, outbox, keys: world.keys, clock, log, reach });
}

const all = ["logins", "factors", "users", "administrators", "system"] as const;
const hook = () => `http://hook.example.com:${receiver.port}/hook?to=1`;
const add = (url = hook(), groups: readonly (typeof all)[number][] = all) =>
  admin.get(addWebhook, { body: { url, groups: [...groups] } });
const shown = async () => (await listWebhooks(world.parts)).webhooks[0];
const ship = () => new EventShipping(world.keys, log).ship(world.parts.database);

async function deliver(by = deliveries) {
  await ship();
  await by.deliverDue();
}

async function happen(count: number, kind: "user_logout" | "user_create" = "user_logout") {
  for (let n = 0; n < count; n += 1)
    await record(world.parts.database, {
      at: world.clock.now(),
      kind,
      actor: null,
      detail: `the ${n}th`,
      address: null,
    });
}

const later = (milliseconds: number) => world.clock.turnTo(world.clock.now() + milliseconds);
const ids = () => receiver.received.map(({ headers }) => headers["webhook-id"]);
const bodies = () =>
  receiver.received.map(({ body }) => JSON.parse(body) as { type: string; data: { detail: string } });
const details = () => bodies().map(({ data }) => data.detail);

test("each event from now on is sent once, in order, with a signature that the secret verifies", async () => {
  await happen(2);
  await ship();
  const { secret } = await add();
  await logIn(world.browser({ address: "203.0.113.9" }), ursula);
  await deliver();
  await deliver();
  expect(bodies().map(({ type }) => type)).toEqual(["webhook_create", "user_login_attempt"]);
  const [, login] = receiver.received;
  expect(login?.url).toBe("/hook?to=1");
  expect(JSON.parse(login?.body ?? "")).toMatchObject({
    type: "user_login_attempt",
    timestamp: "2027-01-04T09:00:00.000Z",
    data: {
      what: "ursula logged in with the password",
      outcome: "success",
      by: { email: "ursula@example.com" },
      address: "203.0.113.9",
    },
  });
  const { headers, body = "" } = login ?? {};
  const signed = `${String(headers?.["webhook-id"])}.${String(headers?.["webhook-timestamp"])}.${body}`;
  const key = Buffer.from(secret.replace("whsec_", ""), "base64");
  expect(headers?.["webhook-signature"]).toBe(
    `v1,${createHmac("sha256", key).update(signed).digest("base64")}`,
  );
  expect(headers?.["webhook-timestamp"]).toBe(`${world.clock.now() / 1000}`);
  expect(await shown()).toMatchObject({
    state: "active",
    waiting: 0,
    lastDeliveredAt: "2027-01-04T09:00:00.000Z",
  });
});

test("only the chosen groups are sent", async () => {
  await add(hook(), ["users"]);
  await happen(2);
  await happen(1, "user_create");
  await deliver();
  expect(bodies().map(({ type }) => type)).toEqual(["user_create"]);
  expect(await shown()).toMatchObject({ waiting: 0 });
});

test("many events outside of the groups take one UPDATE for each page", async () => {
  await add(hook(), ["users"]);
  await happen(120);
  await ship();
  let updates = 0;
  const counting: KyselyPlugin = {
    transformQuery: ({ node }) => {
      if (node.kind === "UpdateQueryNode") updates += 1;
      return node;
    },
    transformResult: ({ result }) => Promise.resolve(result),
  };
  const database = world.parts.database.withPlugin(counting);
  await aServer({ database }).deliverDue();
  expect(receiver.received).toEqual([]);
  expect(await shown()).toMatchObject({ waiting: 0 });
  // There is one update for the claim, one for its release, and one for each of the three pages.
  expect(updates).toBe(5);
});

test("a slow webhook doesn't delay the others", async () => {
  await using slow = await startReceiver();
  const { promise: answered, resolve: answer } = Promise.withResolvers<void>();
  slow.answer = (response) => void answered.then(() => response.writeHead(200).end());
  await add(`http://hook.example.com:${slow.port}/`);
  await ship();
  const begun = deliveries.deliverDue();
  await expect.poll(() => slow.received.length).toBe(1);
  await add();
  await happen(1);
  await ship();
  const next = deliveries.deliverDue();
  await expect.poll(details).toEqual([expect.any(String), "the 0th"]);
  answer();
  await Promise.all([begun, next]);
  expect(slow.received.length).toBe(1);
});

describe("a delivery that fails", () => {
  beforeEach(async () => {
    await add();
    await deliver();
    receiver.received.length = 0;
    await happen(3);
  });

  test("is tried again with the same id, and the events after it wait", async () => {
    receiver.answer = (response) => void response.writeHead(500).end();
    await deliver();
    expect(details()).toEqual(["the 0th"]);
    expect(await shown()).toMatchObject({
      state: "failing",
      failingSince: "2027-01-04T09:00:00.000Z",
      problem: { why: "refused", status: 500 },
      waiting: 3,
    });
    await deliver();
    expect(details()).toHaveLength(1);
    later(5 * second);
    await deliver();
    receiver.answer = (response) => void response.writeHead(200).end("thanks");
    later(10 * second);
    await deliver();
    expect(details()).toEqual(["the 0th", "the 0th", "the 0th", "the 1th", "the 2th"]);
    expect(new Set(ids()).size).toBe(3);
    expect(await shown()).toMatchObject({ state: "active", problem: null, nextAttemptAt: null });
  });

  test("waits as long as the receiver asks, but at most an hour", async () => {
    const answerWith = (retryAfter: string) => {
      receiver.answer = (response) => void response.writeHead(429, { "retry-after": retryAfter }).end();
    };
    answerWith("600");
    await deliver();
    later(10 * minute - second);
    await deliver();
    expect(receiver.received).toHaveLength(1);
    answerWith("999999999");
    later(second);
    await deliver();
    later(hour);
    await deliver();
    expect(receiver.received).toHaveLength(3);
  });

  test("isn't led elsewhere by a redirect", { tags: ["AT-92"] }, async () => {
    await using inside = await startReceiver();
    const location = `http://127.0.0.1:${inside.port}/`;
    receiver.answer = (response) => void response.writeHead(307, { location }).end();
    await deliver();
    expect(inside.received).toEqual([]);
    expect(await shown()).toMatchObject({ problem: { why: "redirected", status: 307 } });
  });

  test("pauses the webhook at once if the receiver says that it is gone", async () => {
    receiver.answer = (response) => void response.writeHead(410).end();
    await deliver();
    later(day);
    await deliver();
    expect(receiver.received).toHaveLength(1);
    const { id = "", ...webhook } = (await shown()) ?? {};
    expect(webhook).toMatchObject({
      state: "paused",
      problem: { why: "gone", status: 410 },
      nextAttemptAt: null,
    });
    const paused = await world.parts.database
      .selectFrom("audit_events")
      .select(["detail", "outcome"])
      .where("kind", "=", "webhook_paused")
      .execute();
    expect(paused).toEqual([
      { detail: `http://hook.example.com:${receiver.port}: gone: 410`, outcome: "failure" },
    ]);
    receiver.answer = (response) => void response.writeHead(204).end();
    await world.addAccount(grace);
    admin = await proven(world, grace);
    expect(await admin.get(resumeWebhook, { params: { id } })).toMatchObject({ state: "active" });
    await deliver();
    expect(details()).toContain("the 2th");
  });

  test("pauses the webhook after three days", async () => {
    receiver.answer = (response) => void response.writeHead(503).end();
    for (let past = 0; past < 3 * 24; past += 1) {
      await deliver();
      expect((await world.parts.database.selectFrom("webhooks").select("paused_at").execute())[0]).toEqual({
        paused_at: null,
      });
      later(hour);
    }
    await deliver();
    expect(await shown()).toMatchObject({ state: "paused", problem: { why: "refused", status: 503 } });
    await world.parts.outbox.deliverDue();
    expect(world.mails.at(-1)).toMatchObject({ to: "ada@example.com", subject: "A webhook is paused" });
    expect(world.mails.at(-1)?.text).toContain("took no event for three days");
  });

  test("doesn't pause the webhook if the clock jumps ahead by days", async () => {
    receiver.answer = (response) => void response.writeHead(503).end();
    await deliver();
    later(4 * day);
    await deliver();
    expect(await shown()).toMatchObject({ state: "failing" });
  });

  test("says what is wrong with the connection", async () => {
    await receiver[Symbol.asyncDispose]();
    await deliver();
    expect(await shown()).toMatchObject({ problem: { why: "no-connection", status: null } });
    receiver = await startReceiver();
    names["hook.example.com"] = [];
    later(hour);
    await deliver();
    expect(await shown()).toMatchObject({ problem: { why: "no-address" } });
    names["hook.example.com"] = ["127.0.0.1", "10.0.0.7"];
    later(hour);
    await deliver();
    expect(await shown()).toMatchObject({ problem: { why: "refused-address" } });
  });
});

test("the connection goes to the address that was checked", { tags: ["AT-92"] }, async () => {
  await add();
  let times = 0;
  const reach = {
    resolve: () => Promise.resolve((times += 1) === 1 ? ["127.0.0.1"] : ["127.0.0.2"]),
    networks: ["127.0.0.1"],
  };
  const { database, outbox, clock } = world.parts;
  await happen(3);
  await deliver(new Deliveries({ database, outbox, keys: world.keys, clock, log, reach }));
  expect(details()).toHaveLength(4);
  expect(times).toBe(1);
});

test("an internal address gets nothing unless it is allowed", { tags: ["AT-92"] }, async () => {
  await add(`http://127.0.0.1:${receiver.port}/`);
  await deliver(aServer({ networks: [] }));
  expect(receiver.received).toEqual([]);
  expect(await shown()).toMatchObject({ problem: { why: "refused-address" } });
});

test("several servers at once send each event once", async () => {
  await add();
  await happen(40);
  await ship();
  await Promise.all(Array.from({ length: 4 }, () => aServer().deliverDue()));
  for (const server of [aServer(), aServer()]) await deliver(server);
  expect(ids()).toHaveLength(41);
  expect(new Set(ids()).size).toBe(41);
});

test("an event whose server stops before the answer is sent again, with the same id", async () => {
  await add();
  await ship();
  const asked = Promise.withResolvers<void>();
  receiver.answer = () => asked.resolve();
  const stopping = aServer();
  const running = stopping.deliverDue();
  await asked.promise;
  await stopping.stop();
  await running;
  receiver.answer = (response) => void response.writeHead(204).end();
  await deliver();
  expect(ids()).toHaveLength(2);
  expect(new Set(ids()).size).toBe(1);
  expect(await shown()).toMatchObject({ state: "active", problem: null });
});

test("a server that died in its turn is replaced after a minute", async () => {
  await add();
  await world.parts.database
    .updateTable("webhooks")
    .set({ claim: "of a dead server", claimed_until: world.clock.now() + minute })
    .execute();
  await deliver();
  expect(receiver.received).toEqual([]);
  later(minute);
  await deliver();
  expect(receiver.received).toHaveLength(1);
});

test("at most ten thousand events wait, and the webhook says how many were skipped", async () => {
  await add();
  await deliver();
  receiver.received.length = 0;
  const { database } = world.parts;
  await database.updateTable("webhooks").set({ sent_up_to: 0 }).execute();
  await database
    .updateTable("audit_shipping")
    .set({ up_to: mostWaiting + 5 })
    .execute();
  await deliveries.deliverDue();
  expect(await shown()).toMatchObject({ skipped: 5, waiting: 0 });
});

test("the secret is shown once and stored only sealed, under the newest key", async () => {
  const { secret } = await add();
  expect(JSON.stringify(await shown())).not.toContain("whsec_");
  const bytes = Buffer.from(secret.replace("whsec_", ""), "base64");
  const { database } = world.parts;
  const [row] = await database.selectFrom("webhooks").select("sealed_secret").execute();
  expect(Buffer.from(row?.sealed_secret ?? []).includes(bytes)).toBe(false);
  expect(await textOf(database)).not.toContain(secret.slice(6));
  await world.keys.rotate();
  expect((await rewrapAll(database, world.keys)).refused).toEqual([]);
  await deliver();
  expect(receiver.received).toHaveLength(1);
});

test("an attacker who writes another address into the database gets no signed event", {
  tags: ["AT-92"],
}, async () => {
  await add();
  const url = `http://hook.example.com:${receiver.port}/elsewhere`;
  await world.parts.database.updateTable("webhooks").set({ url }).execute();
  await deliver();
  expect(receiver.received).toEqual([]);
  expect(await shown()).toMatchObject({ problem: { why: "unreadable-secret" } });
});

const signaturesBy = (secret: string, { headers, body }: Receiver["received"][number]) => {
  const signed = `${String(headers["webhook-id"])}.${String(headers["webhook-timestamp"])}.${body}`;
  const key = Buffer.from(secret.replace("whsec_", ""), "base64");
  return `v1,${createHmac("sha256", key).update(signed).digest("base64")}`;
};
const signaturesOf = ({ headers }: Receiver["received"][number]) =>
  String(headers["webhook-signature"]).split(" ");

test("after a new secret both sign for 24 hours, and then only the new one", async () => {
  const { webhook, secret: old } = await add();
  const params = { id: webhook.id };
  const rotated = await admin.get(rotateWebhookSecret, { params });
  expect(rotated.webhook.previousSecretUntil).toBe(instant(world.clock.now() + day));
  await deliver();
  const [first] = receiver.received;
  if (!first) throw new Error("Nothing was delivered.");
  expect(signaturesOf(first)).toEqual([signaturesBy(rotated.secret, first), signaturesBy(old, first)]);
  await world.keys.rotate();
  expect((await rewrapAll(world.parts.database, world.keys)).refused).toEqual([]);
  later(day);
  await happen(1);
  await deliver();
  const last = receiver.received.at(-1);
  if (!last || last === first) throw new Error("Nothing was delivered.");
  expect(signaturesOf(last)).toEqual([signaturesBy(rotated.secret, last)]);
  expect(await shown()).toMatchObject({ previousSecretUntil: null });
  later(-day);
  await happen(1);
  await deliver();
  expect(signaturesOf(receiver.received.at(-1) ?? last)).toHaveLength(1);
});

test("no new secret is made for an address that an attacker wrote", { tags: ["AT-92"] }, async () => {
  const { webhook } = await add();
  await world.parts.database.updateTable("webhooks").set({ url: "https://evil.example/" }).execute();
  const refused = await admin.refusal(rotateWebhookSecret, { params: { id: webhook.id } });
  expect(refused.code).toBe("webhook-unreadable");
});

const numericHook = () => `http://127.0.0.1:${receiver.port}/`;

describe("a test delivery", () => {
  test("is one signed attempt, and says how it went", async () => {
    const { webhook, secret } = await add(numericHook());
    const send = () => admin.get(testWebhook, { params: { id: webhook.id } });
    expect(await send()).toEqual({ problem: null });
    const [got] = receiver.received;
    expect(JSON.parse(got?.body ?? "")).toMatchObject({ type: "webhook_test" });
    expect(got && signaturesOf(got)).toEqual([got && signaturesBy(secret, got)]);
    receiver.answer = (response) => void response.writeHead(500).end();
    expect(await send()).toEqual({ problem: { why: "refused", status: 500 } });
    expect(await shown()).toMatchObject({ state: "active", problem: null });
  });

  test("can be sent ten times an hour", async () => {
    const { webhook } = await add(numericHook());
    const request = { params: { id: webhook.id } };
    for (let time = 0; time < 10; time++) await admin.get(testWebhook, request);
    const refusal = await admin.refusal(testWebhook, request);
    expect(refusal).toMatchObject({ code: "too-many-requests", retryAfterSeconds: 3600 });
    expect(receiver.received).toHaveLength(10);
    const repeats = world.parts.database.selectFrom("activity_repeats").select("count");
    expect(await repeats.where("kind", "=", "webhook_test").execute()).toEqual([{ count: 10 }]);
  });

  test("ends when the server stops", { timeout: 10 * second }, async () => {
    const { webhook } = await add(numericHook());
    const { promise: asked, resolve: ask } = Promise.withResolvers<void>();
    receiver.answer = () => ask();
    const answer = admin.get(testWebhook, { params: { id: webhook.id } });
    await asked;
    await world.app.close();
    expect(await answer).toEqual({ problem: { why: "no-answer", status: null } });
  });

  test("reaches no internal address that isn't allowed", { tags: ["AT-92"] }, async () => {
    const { webhook } = await add("https://10.0.0.7/");
    expect(await admin.get(testWebhook, { params: { id: webhook.id } })).toEqual({
      problem: { why: "refused-address", status: null },
    });
  });
});

test("a removed webhook gets nothing, and can't be removed again", async () => {
  const { webhook } = await add();
  await admin.get(removeWebhook, { params: { id: webhook.id } });
  await deliver();
  expect(receiver.received).toEqual([]);
  expect((await admin.refusal(removeWebhook, { params: { id: webhook.id } })).code).toBe("not-found");
});

test("there are at most ten", async () => {
  for (let n = 0; n < 10; n += 1) await add();
  const refused = await admin.refusal(addWebhook, { body: { url: hook(), groups: ["users"] } });
  expect(refused.code).toBe("too-many-webhooks");
});

test.for([
  "ftp://example.com",
  "https://user:password@example.com",
  "https://example.com/#x",
  "javascript:alert(1)",
  "example.com",
  "https://exa mple.com",
  `https://example.com/${"a".repeat(1000)}`,
])("%s is no address for a webhook", async (url) => {
  expect((await admin.refusal(addWebhook, { body: { url, groups: ["users"] } })).code).toBe(
    "invalid-request",
  );
});

test("an administrator who isn't an owner, or has no fresh second factor, changes nothing", async () => {
  world.clock.turnTo(world.clock.now() + 20 * minute);
  const refused = await admin.refusal(addWebhook, { body: { url: hook(), groups: ["users"] } });
  expect(refused.code).toBe("insufficient-user-authentication");
  expect((await (await loggedIn(world, ursula)).refusal(listContract, {})).code).toBe("not-signed-in");
});
