import { randomBytes } from "node:crypto";
import { newKek } from "../src/kek.ts";
import type { Keyring, Persist } from "../src/keyring.ts";
import { createMemoryStore } from "../src/memory-store.ts";
import { initKeyring, openKeyring } from "../src/open-keyring.ts";
import { bareDecrypt, bareEncrypt } from "./bare-aes.ts";
import { mediansInTurns, milliseconds, rounded } from "./measuring.ts";

const secret = randomBytes(20);
const place = "totp-secret:1";
const rows = 1_000_000;
const batch = 10_000;

interface BeforeAndAfter {
  readonly before: Keyring;
  readonly after: Keyring;
}

const nowhere: Persist = async () => {};

/** The keys of one database as two processes see them, of which the second has rotated. */
async function rotatedKeyring(): Promise<BeforeAndAfter> {
  const store = createMemoryStore();
  const after = await initKeyring(store, { slots: [], expectKekIds: [], persist: nowhere });
  const before = await openKeyring(after.slots(), [store], {
    expectKekIds: after.slots().map(({ kekId }) => kekId),
  });
  await after.rotate(nowhere);
  return { before, after };
}

/** Too short for the clock, one by one. */
function many(work: () => unknown): () => void {
  return () => {
    for (let n = 0; n < batch; n += 1) work();
  };
}

export async function benchRows(): Promise<void> {
  const { before, after } = await rotatedKeyring();
  const key = newKek();
  const [sealed, bare] = [after.encrypt(secret, place), bareEncrypt(key, secret)];
  const medians = await mediansInTurns(21, {
    encrypt: many(() => after.encrypt(secret, place)),
    bareEncrypt: many(() => bareEncrypt(key, secret)),
    decrypt: many(() => after.decrypt(sealed, place)),
    bareDecrypt: many(() => bareDecrypt(key, bare)),
  });
  console.table({
    encrypt: sideBySide(medians.encrypt, medians.bareEncrypt),
    decrypt: sideBySide(medians.decrypt, medians.bareDecrypt),
  });
  await benchRewrap(before, after);
}

function sideBySide(keyring: number, bare: number): Record<string, number> {
  const [ours, theirs] = [keyring, bare].map((batchTime) => rounded((batchTime * 1000) / batch));
  return { "keyring µs": ours ?? 0, "bare AES-GCM µs": theirs ?? 0, ratio: rounded(keyring / bare) };
}

async function benchRewrap(before: Keyring, after: Keyring): Promise<void> {
  const key = newKek();
  const spent = { keyring: 0, bare: 0 };
  for (let done = 0; done < rows; done += batch) {
    const old = Array.from({ length: batch }, (_, n) => before.encrypt(secret, `totp-secret:${done + n}`));
    const bare = old.map(() => bareEncrypt(key, secret));
    spent.keyring += await milliseconds(() =>
      old.map((row, n) => after.rewrap(row, `totp-secret:${done + n}`)),
    );
    spent.bare += await milliseconds(() => bare.map((row) => bareEncrypt(key, bareDecrypt(key, row))));
  }
  const perSecond = (time: number): number => rounded((rows / time) * 1000);
  console.table({
    [`rewrap ${rows} rows`]: {
      "keyring rows/s": perSecond(spent.keyring),
      "bare AES-GCM rows/s": perSecond(spent.bare),
      ratio: rounded(spent.keyring / spent.bare),
    },
  });
}
