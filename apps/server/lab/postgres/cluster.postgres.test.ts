import { setTimeout as pause } from "node:timers/promises";
import { Client } from "pg";
import { expect, onTestFinished, test } from "vitest";
import { type Cluster, startCluster } from "./cluster.ts";
import { Relay } from "./relay.ts";
import { startStandby } from "./standby.ts";

const patience = { timeout: 20_000 };

async function clusterWithTable(): Promise<Cluster> {
  const cluster = await startCluster({ settings: {} });
  onTestFinished(() => cluster[Symbol.asyncDispose]());
  await cluster.command("create table acknowledged (number int)");
  return cluster;
}

const addressOf = ({ port }: { port: number }) => `postgres://sallyport@127.0.0.1:${port}/postgres`;
const add = ({ command }: Cluster, number: number) => command(`insert into acknowledged values (${number})`);

async function numbersIn({ command }: Cluster): Promise<unknown[]> {
  return (await command("select number from acknowledged order by number")).map((row) => row["number"]);
}

async function endsWithin(milliseconds: number, work: Promise<unknown>): Promise<boolean> {
  return Promise.race([work.then(() => true), pause(milliseconds, false)]);
}

test.each(["kill", "killPostmaster"] as const)(
  "after %s no process runs, and the next start has all that was acknowledged",
  async (kill) => {
    const cluster = await clusterWithTable();
    await add(cluster, 1);
    await cluster[kill]();
    await expect(add(cluster, 2)).rejects.toThrow("ECONNREFUSED");
    await cluster.start();
    await add(cluster, 3);
    expect(await numbersIn(cluster)).toEqual([1, 3]);
  },
);

test("if one connection's process is killed, Postgres ends the others and recovers by itself", async () => {
  const cluster = await clusterWithTable();
  const ended = new Set<string>();
  for (const name of ["sallyport", "another"]) {
    const client = new Client({ connectionString: addressOf(cluster), application_name: name });
    client.on("error", () => void ended.add(name));
    await client.connect();
  }
  await cluster.killConnection();
  await expect.poll(() => ended.size, patience).toBe(2);
  await expect.poll(() => add(cluster, 1).catch(() => null), patience).toEqual([]);
});

test("a paused server answers nothing until it is resumed, and keeps its connections", async () => {
  const cluster = await clusterWithTable();
  cluster.pause();
  const adding = add(cluster, 1);
  expect(await endsWithin(300, adding)).toBe(false);
  cluster.resume();
  await adding;
  expect(await numbersIn(cluster)).toEqual([1]);
});

test("a promoted standby has all that a killed primary acknowledged", async () => {
  const primary = await clusterWithTable();
  await using standby = await startStandby(primary);
  await add(primary, 1);
  await primary.kill();
  await expect(add(standby, 2)).rejects.toThrow("read-only");
  await standby.promote();
  await add(standby, 3);
  expect(await numbersIn(standby)).toEqual([1, 3]);
});

test("a primary acknowledges nothing while its standby is paused", async () => {
  const primary = await clusterWithTable();
  await using standby = await startStandby(primary);
  standby.pause();
  const adding = add(primary, 1);
  expect(await endsWithin(500, adding)).toBe(false);
  standby.resume();
  await adding;
  await expect.poll(() => numbersIn(standby), patience).toEqual([1]);
});

test("a relay leads new connections to another server, and closes the old ones", async () => {
  const [one, other] = [await clusterWithTable(), await clusterWithTable()];
  await add(one, 1);
  await add(other, 2);
  await using relay = await Relay.to(one.port);
  const first = await connectedTo(relay);
  expect(await numbersThrough(first)).toEqual([{ number: 1 }]);
  relay.turnTo(other.port);
  await expect(numbersThrough(first)).rejects.toThrow("Connection terminated");
  const second = await connectedTo(relay);
  expect(await numbersThrough(second)).toEqual([{ number: 2 }]);
  await second.end();
});

async function connectedTo(relay: Relay): Promise<Client> {
  const client = new Client({ connectionString: addressOf(relay) });
  client.on("error", () => {});
  await client.connect();
  return client;
}

async function numbersThrough(client: Client): Promise<unknown[]> {
  return (await client.query("select number from acknowledged")).rows;
}
