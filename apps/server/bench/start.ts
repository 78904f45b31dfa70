import { mkdtemp, rm } from "node:fs/promises";
import { join } from "node:path";
import type { SecureStore } from "@sallyport/secure-store/secure-store";
import { startSwtpm } from "@sallyport/secure-store/tpm/swtpm";
import { createTpmStore } from "@sallyport/secure-store/tpm/tpm-store";
import { median } from "../lab/timing/statistics.ts";
import { openDatabase } from "../src/database/database.ts";
import { openSecureStore } from "../src/key-stores/open.ts";
import { Keys } from "../src/keys/keys.ts";

/**
 * Measures how much time a software TPM adds to the start of the server. The connection to a hardware TPM is
 * encrypted, so a start with encryption is measured too.
 */
const rounds = 15;

const folder = await mkdtemp("/tmp/bench-");
const stateFolder = join(folder, "tpm");
const database = await openDatabase(join(folder, "sallyport.db"));

async function openStore(): Promise<SecureStore> {
  return openSecureStore({ kind: "swtpm", stateFolder });
}

const times = {
  store: [] as number[],
  keys: [] as number[],
  inAll: [] as number[],
  encrypted: [] as number[],
};

async function measureStart(): Promise<void> {
  const start = performance.now();
  await using store = await openStore();
  const opened = performance.now();
  await Keys.open(database, [store]);
  const end = performance.now();
  times.store.push(opened - start);
  times.keys.push(end - opened);
  times.inAll.push(end - start);
}

async function measureEncrypted(): Promise<void> {
  await using tpm = await startSwtpm({ stateFolder });
  const store = createTpmStore({ tcti: tpm.tcti, isSessionEncrypted: true });
  const start = performance.now();
  await Keys.open(database, [store]);
  times.encrypted.push(performance.now() - start);
}

function shown(runs: readonly number[]): Record<string, number> {
  return { median: rounded(median(runs)), "at best": rounded(Math.min(...runs)) };
}

function rounded(value: number): number {
  return Number(value.toPrecision(3));
}

try {
  {
    await using store = await openStore();
    await Keys.init(database, store);
  }
  for (let round = 0; round < rounds; round += 1) {
    await measureStart();
    await measureEncrypted();
  }
  console.log(`ms that a software TPM adds to the server's start (${rounds} starts)`);
  console.table({
    "opening the store: starting swtpm": shown(times.store),
    "opening the keys": shown(times.keys),
    "in all": shown(times.inAll),
    "opening the keys, encrypted sessions": shown(times.encrypted),
  });
} finally {
  await database.destroy();
  await rm(folder, { recursive: true });
}
