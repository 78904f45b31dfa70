import { readFileSync, renameSync, writeFileSync } from "node:fs";
import { createKeychainStore } from "./keychain-store.ts";
import { initKeyring, openKeyring } from "./open-keyring.ts";
import type { KeySlot, SecureStore } from "./secure-store.ts";
import { createTpmStore } from "./tpm/tpm-store.ts";

// This program kills itself at step number `killAt`. Each store call and each write has two steps: its start
// and its end.

const [work, killAt, file = "", tcti = "", service = ""] = process.argv.slice(2);

let steps = 0;
function step(): void {
  steps += 1;
  if (steps === Number(killAt)) process.kill(process.pid, "SIGKILL");
}

async function inSteps<T>(act: () => Promise<T>): Promise<T> {
  step();
  const result = await act();
  step();
  return result;
}

function watched(store: SecureStore): SecureStore {
  return {
    ...store,
    seal: (key, options) => inSteps(() => store.seal(key, options)),
    unseal: (sealed, options) => inSteps(() => store.unseal(sealed, options)),
    destroy: (sealed) => inSteps(() => store.destroy(sealed)),
  };
}

const records = JSON.parse(readFileSync(file, "utf8")) as KeySlot[];
const expectKekIds = [...new Set(records.map(({ kekId }) => kekId))];

async function persist(added: readonly KeySlot[]): Promise<void> {
  step();
  writeFileSync(`${file}.new`, JSON.stringify([...records, ...added]));
  step();
  renameSync(`${file}.new`, file);
  step();
}

const tpm = watched(createTpmStore({ tcti }));
const keychain = watched(createKeychainStore({ service }));
if (work === "init") {
  await initKeyring(tpm, { slots: records, expectKekIds, persist });
} else {
  const keyring = await openKeyring(records, [tpm, keychain], { expectKekIds });
  await (work === "addSlot" ? keyring.addSlot(keychain, persist) : keyring.rotate(persist));
}
