import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { execa } from "execa";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Keychain, password, type SessionBus, startSessionBus } from "./keychain.fixture.ts";
import { createKeychainStore } from "./keychain-store.ts";
import { openKeyring } from "./open-keyring.ts";
import type { KeySlot, SecureStore } from "./secure-store.ts";
import { SlotTable } from "./slot-table.fixture.ts";
import { newFolder, newTpm } from "./tpm/tpm.fixture.ts";
import { createTpmStore } from "./tpm/tpm-store.ts";

const service = "secure-store kill tests";
const row = "totp-secret:1";
let bus: SessionBus;
let keychain: Keychain;

beforeAll(async () => {
  bus = await startSessionBus();
  keychain = await bus.newKeychain();
  await keychain.start(password);
});
afterAll(async () => {
  await keychain.dispose();
  await bus.dispose();
});

interface Before {
  readonly records: readonly KeySlot[];
  readonly rows: readonly Uint8Array[];
}

async function prepare(work: string, tpm: SecureStore): Promise<Before> {
  const table = new SlotTable();
  if (work === "init") return { records: [], rows: [] };
  const keyring = await table.init(tpm);
  if (work === "rotate") await keyring.addSlot(createKeychainStore({ service }), table.insert);
  return { records: table.records, rows: [keyring.encrypt(Buffer.from("secret"), row)] };
}

async function openEverything(
  slots: readonly KeySlot[],
  rows: Before["rows"],
  tpm: SecureStore,
): Promise<string[]> {
  const expectKekIds = [...new Set(slots.map(({ kekId }) => kekId))];
  const used = [tpm, createKeychainStore({ service })].filter((store) =>
    slots.some(({ kind }) => kind === store.kind),
  );
  const opened: string[] = [];
  for (const store of used) {
    const keyring = await openKeyring(slots, [store], { expectKekIds });
    opened.push(...rows.map((sealed) => Buffer.from(keyring.decrypt(sealed, row)).toString()));
  }
  return opened;
}

test.for([
  ["init", { steps: 7, adds: 1 }],
  ["addSlot", { steps: 9, adds: 1 }],
  ["rotate", { steps: 17, adds: 2 }],
] as const)(
  "a process killed at any step of %s leaves keys that open, and no others",
  { timeout: 180_000 },
  async ([work, expected]) => {
    const tpm = await newTpm();
    const store = createTpmStore({ tcti: tpm.tcti });
    const before = await prepare(work, store);
    const file = join(await newFolder(), "records.json");
    const program = join(import.meta.dirname, "killed-program.fixture.ts");
    const added = new Set<number>();
    let ending: { readonly signal?: string | undefined; readonly exitCode?: number | undefined } = {
      signal: "SIGKILL",
    };
    let step = 0;
    while (ending.signal === "SIGKILL") {
      step += 1;
      await writeFile(file, JSON.stringify(before.records));
      const args = [program, work, `${step}`, file, tpm.tcti, service];
      ending = await execa(process.execPath, args, { reject: false });
      const after = JSON.parse(await readFile(file, "utf8")) as KeySlot[];
      expect(after.slice(0, before.records.length), `step ${step}`).toEqual(before.records);
      added.add(after.length - before.records.length);
      const opened = await openEverything(after, before.rows, store);
      expect(
        opened.every((text) => text === "secret"),
        `step ${step}`,
      ).toBe(true);
    }
    expect(ending.exitCode).toBe(0);
    expect({ steps: step - 1, adds: [...added] }).toEqual({
      steps: expected.steps,
      adds: [0, expected.adds],
    });
  },
);
