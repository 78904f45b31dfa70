import type { SecureStore } from "@sallyport/secure-store/secure-store";
import type { Report } from "../../commands/report.ts";
import { ConfigError } from "../../config/config-error.ts";
import { systemClock } from "../../core/clock.ts";
import { type Database, openDatabaseAsItIs, openExistingDatabase } from "../../database/database.ts";
import type { KeyStorage } from "../../key-stores/list.ts";
import { Keys } from "../../keys/keys.ts";
import { sealAnew } from "../seal-anew.ts";
import { type Verification, verifyEvents } from "../verification.ts";

export type ActivityAct = "verify" | "seal-anew";

interface Place {
  database: string;
  keyStorage: KeyStorage;
}

/** A server can run during `verify`. Stop all servers before `seal-anew`. */
export async function runActivity(
  act: ActivityAct,
  { database: path, keyStorage }: Place,
  openStore: (setting: KeyStorage) => Promise<SecureStore>,
): Promise<Report> {
  if (keyStorage.kind === "memory") {
    throw new ConfigError("SECURE_STORE: Another process can't verify what a key in memory has sealed.");
  }
  await using opened = new AsyncDisposableStack();
  const database = await (act === "verify" ? openDatabaseAsItIs(path) : openExistingDatabase(path));
  opened.defer(() => database.destroy());
  const store = opened.use(await openStore(keyStorage));
  const report = await acts[act](database, await Keys.open(database, [store]));
  return report;
}

const acts: Record<ActivityAct, (database: Database, keys: Keys) => Promise<Report>> = {
  verify: async (database, keys) => {
    const found = await verifyEvents(database, keys, systemClock.now());
    return { data: { ...found }, lines: [sentenceFor(found)], isGood: found.fault === null };
  },
  "seal-anew": async (database, keys) => {
    const found = await sealAnew(database, keys, systemClock.now());
    const done = found.fault
      ? "The activity log was sealed again as it is. The next server links and ships the events that weren't linked yet."
      : "Nothing was done.";
    return { data: { ...found, isSealedAnew: found.fault !== null }, lines: [sentenceFor(found), done] };
  },
};

function sentenceFor({ linked, unlinked, deleted, fault }: Verification): string {
  switch (fault?.kind) {
    case "broken-link":
      return `Event ${fault.id} was changed, added or moved, or an event before it is missing. All earlier events are intact.`;
    case "never-linked":
      return `Event ${fault.id} has had no link for over a minute. If no server is running, start one and verify again. If one is running, the activity was changed.`;
    case "other-start":
      return "The seal of the beginning was made without this server's keys, or was altered.";
    case "other-end":
      return "The last events are missing, or were written without this server's keys.";
    case "no-seal":
      return "The seal of the activity log is missing: it was removed, or this database is older than the seal.";
    case undefined:
      return `${linked} events are intact. ${unlinked} events from the last seconds are not linked yet.${
        deleted > 0 ? ` ${deleted} older events were deleted by the server.` : ""
      }`;
  }
}
