import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import {
  type Keychain,
  password,
  type SessionBus,
  startSessionBus,
} from "@sallyport/secure-store/keychain.fixture";
import { keyVersionOf } from "@sallyport/secure-store/sealed-row";
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import { insertAccount } from "../accounts/accounts.repository.ts";
import { type Database, openDatabase } from "../database/database.ts";
import { keysCommand, Server } from "./real-stores.fixture.ts";

let bus: SessionBus;
let folder: string;
let keychain: Keychain;

beforeAll(async () => {
  bus = await startSessionBus();
});
afterAll(() => bus.dispose());
beforeEach(async () => {
  folder = await mkdtemp("/tmp/keys-");
  keychain = await bus.newKeychain();
});
afterEach(async () => {
  await keychain.dispose();
  await rm(folder, { recursive: true, maxRetries: 5 });
});

const stores = {
  tpm: {
    settings: () => ({ SECURE_STORE: "tpm", SECURE_STORE_SWTPM_STATE: join(folder, "tpm") }),
    makeReady: () => Promise.resolve(),
    replace: () => rm(join(folder, "tpm"), { recursive: true }),
  },
  keychain: {
    settings: () => ({ SECURE_STORE: "keychain" }),
    makeReady: () => keychain.start(password),
    replace: async () => {
      await keychain.dispose();
      keychain = await bus.newKeychain();
      await keychain.start(password);
    },
  },
} as const;

async function withDatabase<T>(work: (database: Database) => Promise<T>): Promise<T> {
  const database = await openDatabase(join(folder, "sallyport.db"));
  try {
    return await work(database);
  } finally {
    await database.destroy();
  }
}

async function addUser(name: string): Promise<void> {
  const account = { realm: "user", username: name, email: `${name}@example.com`, name } as const;
  await withDatabase((database) =>
    insertAccount(database, { ...account, passwordHash: "none that anybody knows", now: 0 }),
  );
}

async function versionsOfMails(): Promise<number[]> {
  const mails = await withDatabase((database) =>
    database.selectFrom("outbox").select("sealed_mail").orderBy("queued_at").execute(),
  );
  return mails.flatMap(({ sealed_mail }) => (sealed_mail ? [keyVersionOf(sealed_mail)] : []));
}

test.for(["tpm", "keychain"] as const)(
  "with %s two servers start at once on one new key, take up another, and start again after the store was lost",
  { timeout: 180_000 },
  async (kind) => {
    const store = stores[kind];
    const settings = { ...store.settings(), DATABASE: join(folder, "sallyport.db") };
    await store.makeReady();

    const [first, second] = await Promise.all([Server.start(settings), Server.start(settings)]);
    for (const name of ["ursula", "viktor", "wanda"]) await addUser(name);
    await first.mailResetLink("ursula");
    await second.mailResetLink("viktor");
    await expect.poll(versionsOfMails, { timeout: 20_000 }).toEqual([1, 1]);
    expect(await keysCommand(settings, "slots")).toMatchObject({ slots: [{ kind, keyVersions: [1] }] });

    // The servers share one software TPM. After `first` stops, another process might have to start the TPM
    // again.
    await first.stop();
    expect(await keysCommand(settings, "rotate")).toMatchObject({ keyVersion: 2 });
    expect(await versionsOfMails()).toEqual([2, 2]);
    await second.mailResetLink("wanda");
    await expect.poll(versionsOfMails, { timeout: 30_000 }).toEqual([2, 2, 2]);
    await second.stop();

    const recovery = join(folder, "recovery");
    await writeFile(recovery, "a passphrase that lies in a safe", { mode: 0o600 });
    await keysCommand(settings, "add-slot", "--passphrase-file", recovery);
    await store.replace();
    await expect(Server.start(settings)).rejects.toThrow("No slot opens key version");
    expect(await keysCommand(settings, "status")).toMatchObject({ opens: false });
    expect(await keysCommand(settings, "recover", "--passphrase-file", recovery)).toMatchObject({
      store: kind,
    });
    await Server.start(settings);
    // Three of the five rows are mails. The others are the seal of the activity log and the key that signs ID tokens.
    expect(await keysCommand(settings, "status")).toMatchObject({
      opens: true,
      rowsByKeyVersion: { "2": 5 },
    });
  },
);
