import { randomBytes } from "node:crypto";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { hash } from "@node-rs/argon2";
import { insertAccount } from "@sallyport/server/src/accounts/accounts.repository.ts";
import { type Database, openDatabase } from "@sallyport/server/src/database/database.ts";
import { sealSecret } from "@sallyport/server/src/factors/sealed-secret.ts";
import {
  confirm,
  findPending,
  insertPending,
  newPendingIdentity,
} from "@sallyport/server/src/factors/totp.repository.ts";
import { openSecureStore } from "@sallyport/server/src/key-stores/open.ts";
import { Keys } from "@sallyport/server/src/keys/keys.ts";
import type { Person } from "../load/rota.ts";

/** The data of a Sallyport server, and how to start a server on them. */
export interface Town {
  env: Readonly<Record<string, string>>;
  /** Users with an authenticator app. */
  people: Person[];
  /** Users who must set up an app at their first login. */
  newcomers: Person[];
  administrator: Person;
}

interface Inhabitants {
  /** Where the database is: the address of an empty Postgres database. By default it is a file in the folder. */
  place?: string | undefined;
  people: number;
  newcomers?: number;
  /** Fills the database with other users first. */
  fill?: (database: Database) => Promise<void>;
}

const cost = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };
const password = "eleven herons on one pond";

/** Makes the data in an empty folder. All people share a password, so that its hash is computed only once. */
export async function buildTown(
  folder: string,
  { place = join(folder, "sallyport.db"), people, newcomers = 0, fill }: Inhabitants,
): Promise<Town> {
  const passphrase = join(folder, "passphrase");
  await writeFile(passphrase, `${randomBytes(32).toString("base64url")}\n`, { mode: 0o600 });
  const database = await openDatabase(place);
  try {
    await using store = await openSecureStore({ kind: "passphrase", file: passphrase });
    const keys = await Keys.openOrInit(database, store);
    await fill?.(database);
    const passwordHash = await hash(password, cost);
    const enrolled = await insertPeople(database, keys, { prefix: "person", count: people, passwordHash });
    const [administrator] = await insertPeople(database, keys, {
      prefix: "admin",
      count: 1,
      passwordHash,
      realm: "administrator",
    });
    const unenrolled = await insertPeople(database, null, {
      prefix: "newcomer",
      count: newcomers,
      passwordHash,
    });
    if (!administrator) throw new Error("There is one administrator.");
    return {
      env: { DATABASE: place, SECURE_STORE: "passphrase", SECURE_STORE_PASSPHRASE_FILE: passphrase },
      people: enrolled,
      newcomers: unenrolled,
      administrator,
    };
  } finally {
    await database.destroy();
  }
}

interface Group {
  prefix: string;
  count: number;
  passwordHash: string;
  realm?: "user" | "administrator";
}

/** Without `keys` the people have no authenticator app yet. */
async function insertPeople(
  database: Database,
  keys: Keys | null,
  { prefix, count, passwordHash, realm = "user" }: Group,
): Promise<Person[]> {
  const people: Person[] = [];
  const now = Date.now();
  await database.transaction().execute(async (tx) => {
    for (let index = 0; index < count; index += 1) {
      const username = `${prefix}${index}`;
      const email = `${username}@bench.example`;
      const account = await insertAccount(tx, {
        realm,
        role: "owner",
        username: realm === "user" ? username : null,
        email,
        name: `${prefix} ${index}`,
        passwordHash,
        now,
      });
      await tx
        .updateTable("accounts")
        .set({ mfa_required: 1, mfa_required_at: now })
        .where("id", "=", account.id)
        .execute();
      const secret = randomBytes(20);
      people.push({ login: email, password, secret: secret.toString("base64") });
      if (!keys) continue;
      const identity = newPendingIdentity(account.id);
      const browserHash = randomBytes(32);
      const sealedSecret = sealSecret(keys, secret, identity);
      await insertPending(tx, { identity, sealedSecret, browserHash, now });
      const pending = await findPending(tx, account.id, browserHash);
      if (pending) await confirm(tx, pending, { address: "192.0.2.1", now });
    }
  });
  return people;
}
