import { type Examination, examine } from "@sallyport/secure-store/doctor";
import type { SecureStore } from "@sallyport/secure-store/secure-store";
import type { Report } from "../../commands/report.ts";
import { type KeysConfig } from "../../config/config.ts";
import { ConfigError } from "../../config/config-error.ts";
import {
  type Database,
  openDatabase,
  openDatabaseAsItIs,
  openExistingDatabase,
} from "../../database/database.ts";
import type { KeyStore } from "../../key-stores/key-store.ts";
import { type KeyStorage, keyStores } from "../../key-stores/list.ts";
import { keyStoreOf } from "../../key-stores/open.ts";
import { type KeysCommand, type KeysRequest, usage } from "./arguments.ts";
import { addSlot, init, recover, removeSlot } from "./changes.ts";
import { doctor } from "./doctor.ts";
import { retire, rotate } from "./rotation.ts";
import { slotList, status } from "./status.ts";

export interface KeysMeans {
  readPlace: () => KeysConfig;
  openStore: (setting: KeyStorage) => Promise<SecureStore>;
  onProgress: (done: number, all: number) => void;
}

export async function runKeysCommand(
  { command, others }: KeysRequest,
  { readPlace, openStore, onProgress }: KeysMeans,
): Promise<Report> {
  if (command.name === "help") return { data: { usage }, lines: [usage] };
  if (command.name === "doctor") {
    const configured = await examineConfigured(readPlace, openStore);
    return doctor({ configured, machine: await examineMachine() });
  }
  await using opened = new AsyncDisposableStack();
  const open = async (setting: KeyStorage): Promise<SecureStore> => opened.use(await openStore(setting));
  const { database: path, keyStorage, keyLifetimeDays } = readPlace();
  if (keyStorage.kind === "memory")
    throw new ConfigError("SECURE_STORE: A key in memory has no key slots. Name another store.");
  const database = await openFor(command.name, path);
  opened.defer(() => database.destroy());
  const stores: SecureStore[] = [];
  if (command.name !== "slots") {
    for (const setting of [keyStorage, ...others]) stores.push(await open(setting));
  }
  // Without `await`, the stores would be closed before the work has finished.
  return await carryOut(command, { database, stores, keyLifetimeDays, open, onProgress });
}

async function examineConfigured(
  readPlace: KeysMeans["readPlace"],
  openStore: KeysMeans["openStore"],
): Promise<Examination | undefined> {
  let setting: KeyStorage;
  try {
    setting = readPlace().keyStorage;
  } catch (error) {
    if (error instanceof ConfigError) return undefined;
    throw error;
  }
  return examine(keyStoreOf(setting.kind).backend, () => openStore(setting));
}

/** The test of the keychain can show a prompt. */
function examineMachine(): Promise<readonly Examination[]> {
  const stores: readonly KeyStore[] = keyStores;
  return Promise.all(
    stores.flatMap(({ backend, openOnTrial }) => (openOnTrial ? [examine(backend, openOnTrial)] : [])),
  );
}

function openFor(name: KeysCommand["name"], path: string): Promise<Database> {
  if (name === "init") return openDatabase(path);
  return name === "status" || name === "slots" ? openDatabaseAsItIs(path) : openExistingDatabase(path);
}

interface Means {
  database: Database;
  stores: SecureStore[];
  keyLifetimeDays: number;
  open: (setting: KeyStorage) => Promise<SecureStore>;
  onProgress: (done: number, all: number) => void;
}

async function carryOut(
  command: Exclude<KeysCommand, { name: "doctor" | "help" }>,
  { database, stores, keyLifetimeDays, open, onProgress }: Means,
): Promise<Report> {
  const [store] = stores;
  if (command.name === "slots" || !store) return slotList(database);
  switch (command.name) {
    case "status":
      return status(database, store, keyLifetimeDays);
    case "init":
      return init(database, store);
    case "add-slot":
      return addSlot(database, store, await open(command.to));
    case "recover":
      return recover(database, store, await open(command.from));
    case "remove-slot":
      return removeSlot(database, stores, command.id);
    case "retire":
      return retire(database, stores);
    case "rotate":
      return rotate(database, { stores, leaveBehind: command.leaveBehind, onProgress });
  }
}
