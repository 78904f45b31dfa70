import { randomBytes } from "node:crypto";
import { newKek } from "../src/kek.ts";
import type { Keyring } from "../src/keyring.ts";
import { createMemoryStore } from "../src/memory-store.ts";
import type { Persist } from "../src/new-slots.ts";
import { initKeyring, openKeyring } from "../src/open-keyring.ts";
import { bareDecrypt, bareEncrypt } from "./bare-aes.ts";
import { inTurns, milliseconds, rounded, type Times, timesOf } from "./measuring.ts";

const secret = randomBytes(20);
const place = "totp-secret:1";
const rows = 1_000_000;
const batch = 1000;

interface BeforeAndAfter {
  readonly before: Keyring;
  readonly after: Keyring;
}

const nowhere: Persist = async () => {};

/** The keyring `before` has only the first key version, and `after` has two. */
async function rotatedKeyring(): Promise<BeforeAndAfter> {
  const store = createMemoryStore();
  const after = await initKeyring(store, { slots: [], expectKekIds: [], persist: nowhere });
  const before = await openKeyring(after.slots(), [store], {
    expectKekIds: after.slots().map(({ kekId }) => kekId),
  });
  await after.rotate(nowhere);
  return { before, after };
}

/** Repeats the work, because a single run is too short to measure. */
function many(work: () => unknown): () => void {
  return () => {
    for (let n = 0; n < batch; n += 1) work();
  };
}

export async function benchRows(): Promise<void> {
  const { before, after } = await rotatedKeyring();
  const key = newKek();
  const [sealed, bare] = [after.encrypt(secret, place), bareEncrypt(key, secret)];
  const times = await inTurns(101, {
    encrypt: many(() => after.encrypt(secret, place)),
    bareEncrypt: many(() => bareEncrypt(key, secret)),
    decrypt: many(() => after.decrypt(sealed, place)),
    bareDecrypt: many(() => bareDecrypt(key, bare)),
  });
  console.log("µs a row of 20 bytes, beside AES-256-GCM of node:crypto alone");
  console.table({
    encrypt: sideBySide(times.encrypt, times.bareEncrypt, microsecondsEach),
    decrypt: sideBySide(times.decrypt, times.bareDecrypt, microsecondsEach),
  });
  await benchRewrap(before, after);
}

async function benchRewrap(before: Keyring, after: Keyring): Promise<void> {
  const key = newKek();
  const runs = { keyring: [] as number[], bare: [] as number[] };
  for (let done = 0; done < rows; done += batch) {
    const old = Array.from({ length: batch }, (_, n) => before.encrypt(secret, `totp-secret:${done + n}`));
    const bare = old.map(() => bareEncrypt(key, secret));
    runs.keyring.push(
      await milliseconds(() => old.map((row, n) => after.rewrap(row, `totp-secret:${done + n}`))),
    );
    runs.bare.push(await milliseconds(() => bare.map((row) => bareEncrypt(key, bareDecrypt(key, row)))));
  }
  console.log(`Rows rewrapped a second: ${rows} rows in batches of ${batch}`);
  console.table({ rewrap: sideBySide(timesOf(runs.keyring), timesOf(runs.bare), rowsPerSecond) });
}

function sideBySide(
  keyring: Times,
  bare: Times,
  shown: (batchTime: number) => number,
): Record<string, number> {
  return {
    keyring: shown(keyring.median),
    "at best": shown(keyring.fastest),
    bare: shown(bare.median),
    "bare at best": shown(bare.fastest),
    "ratio of times": rounded(keyring.median / bare.median),
  };
}

function microsecondsEach(batchTime: number): number {
  return rounded((batchTime * 1000) / batch);
}

function rowsPerSecond(batchTime: number): number {
  return rounded((batch / batchTime) * 1000);
}
