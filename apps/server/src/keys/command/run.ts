import { examineMachine } from "@sallyport/secure-store/doctor";
import type { SecureStore } from "@sallyport/secure-store/secure-store";
import type { Report } from "../../commands/report.ts";
import { ConfigError } from "../../config.ts";
import { type Database, openDatabase, openExistingDatabase } from "../../database/database.ts";
import type { KeyStorage } from "../settings.ts";
import type { KeysCommand, KeysRequest } from "./arguments.ts";
import { addSlot, init, recover, removeSlot, rotate } from "./changes.ts";
import { doctor } from "./doctor.ts";
import { slotList, status } from "./status.ts";

interface KeysPlace {
  database: string;
  keyStorage: KeyStorage;
}

export interface KeysMeans {
  /** Asked only by commands that need a database. */
  readPlace: () => KeysPlace;
  openStore: (setting: KeyStorage) => Promise<SecureStore>;
  onProgress: (done: number, all: number) => void;
}

/** Carries out one command on the database and store of the settings. */
export async function runKeysCommand(
  { command, others }: KeysRequest,
  { readPlace, openStore, onProgress }: KeysMeans,
): Promise<Report> {
  if (command.name === "doctor") return doctor(await examineMachine({ service: "sallyport-doctor" }));
  await using opened = new AsyncDisposableStack();
  const open = async (setting: KeyStorage): Promise<SecureStore> => opened.use(await openStore(setting));
  const { database: path, keyStorage } = readPlace();
  if (keyStorage.kind === "memory")
    throw new ConfigError("SECURE_STORE: A key in memory has no slots to look after.");
  const database = await (command.name === "init" ? openDatabase(path) : openExistingDatabase(path));
  opened.defer(() => database.destroy());
  const stores: SecureStore[] = [];
  if (command.name !== "slots") {
    for (const setting of [keyStorage, ...others]) stores.push(await open(setting));
  }
  // Awaited here: what is open closes as this function ends.
  return await carryOut(command, { database, stores, open, onProgress });
}

interface Means {
  database: Database;
  /** Of the settings first, then the others named. */
  stores: SecureStore[];
  open: (setting: KeyStorage) => Promise<SecureStore>;
  onProgress: (done: number, all: number) => void;
}

async function carryOut(
  command: Exclude<KeysCommand, { name: "doctor" }>,
  { database, stores, open, onProgress }: Means,
): Promise<Report> {
  const [store] = stores;
  if (command.name === "slots" || !store) return slotList(database);
  switch (command.name) {
    case "status":
      return status(database, store);
    case "init":
      return init(database, store);
    case "add-slot":
      return addSlot(database, store, await open(command.to));
    case "recover":
      return recover(database, store, await open(command.from));
    case "remove-slot":
      return removeSlot(database, stores, command.id);
    case "rotate":
      return rotate(database, { stores, leaveBehind: command.leaveBehind, onProgress });
  }
}
