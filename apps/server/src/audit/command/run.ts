import type { SecureStore } from "@sallyport/secure-store/secure-store";
import type { Report } from "../../commands/report.ts";
import { ConfigError } from "../../config.ts";
import { openExistingDatabase } from "../../database/database.ts";
import { Keys } from "../../keys/keys.ts";
import type { KeyStorage } from "../../keys/settings.ts";
import { type Verification, verifyEvents } from "../verification.ts";

interface Place {
  database: string;
  keyStorage: KeyStorage;
}

/** Reads the whole record of the database of the settings, whether or not a server runs on it. */
export async function verifyRecord(
  { database: path, keyStorage }: Place,
  openStore: (setting: KeyStorage) => Promise<SecureStore>,
): Promise<Report> {
  if (keyStorage.kind === "memory") {
    throw new ConfigError("SECURE_STORE: What a key in memory has sealed, nobody else can verify.");
  }
  await using opened = new AsyncDisposableStack();
  const database = await openExistingDatabase(path);
  opened.defer(() => database.destroy());
  const store = opened.use(await openStore(keyStorage));
  const found = await verifyEvents(database, await Keys.open(database, [store]));
  return { data: { ...found }, lines: [sentenceFor(found)], isGood: found.fault === null };
}

function sentenceFor({ linked, unlinked, fault }: Verification): string {
  switch (fault?.kind) {
    case "broken-link":
      return `Event ${fault.id} is not as it was written, or an event before it is missing. All before it are intact.`;
    case "other-end":
      return "The last events are missing, or were written by somebody who has not the keys of this place.";
    case undefined:
      return `${linked} events, as they were written. ${unlinked} of the last seconds are not linked yet.`;
  }
}
