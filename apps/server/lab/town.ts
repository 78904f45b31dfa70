import { randomBytes } from "node:crypto";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { hash } from "@node-rs/argon2";
import { insertAccount } from "../src/accounts/accounts.repository.ts";
import { beginRecord } from "../src/activity/shipping.ts";
import { isPostgres } from "../src/config/database-place.ts";
import { type Database, openDatabase } from "../src/database/database.ts";
import { sealSecret } from "../src/factors/sealed-secret.ts";
import { confirm, findPending, insertPending, newPendingIdentity } from "../src/factors/totp.repository.ts";
import { openSecureStore } from "../src/key-stores/open.ts";
import { Keys } from "../src/keys/keys.ts";

export interface Person {
  login: string;
  password: string;
  secret: string;
}

export interface Inhabitant extends Person {
  id: string;
}

export interface Town {
  place: string;
  passphrase: string;
  env: Readonly<Record<string, string>>;
  people: Inhabitant[];
  /** These users must set up an app at their first login. */
  newcomers: Inhabitant[];
  /** These users don't need MFA. */
  unrequired: Inhabitant[];
  /** These users have missed their deadline. Their first login locks the account. */
  overdue: Inhabitant[];
  administrators: Inhabitant[];
}

interface Inhabitants {
  place?: string | undefined;
  people: number;
  newcomers?: number;
  unrequired?: number;
  overdue?: number;
  administrators?: number;
  fill?: (database: Database) => Promise<void>;
}

const cost = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };
const password = "eleven herons on one pond";

/** All people have the same password, because a hash takes long to compute. */
export async function buildTown(folder: string, inhabitants: Inhabitants): Promise<Town> {
  const { place = join(folder, "sallyport.db"), fill } = inhabitants;
  const passphrase = join(folder, "passphrase");
  await writeFile(passphrase, `${randomBytes(32).toString("base64url")}\n`, { mode: 0o600 });
  const database = await openDatabase(place);
  try {
    await using store = await openSecureStore({ kind: "passphrase", file: passphrase });
    const keys = await Keys.openOrInit(database, store);
    await beginRecord(database, keys);
    await fill?.(database);
    const passwordHash = await hash(password, cost);
    const insert = (prefix: string, count: number, group: Partial<Group> = {}) =>
      insertPeople(database, { prefix, count, passwordHash, ...group });
    const people = await insert("person", inhabitants.people, { keys });
    const administrators = await insert("admin", inhabitants.administrators ?? 1, {
      keys,
      realm: "administrator",
    });
    return {
      place,
      passphrase,
      env: environmentOf({ place, passphrase }),
      people,
      administrators,
      newcomers: await insert("newcomer", inhabitants.newcomers ?? 0),
      unrequired: await insert("unrequired", inhabitants.unrequired ?? 0, { isRequired: false }),
      overdue: await insert("overdue", inhabitants.overdue ?? 0, { enrolBy: Date.now() }),
    };
  } finally {
    await database.destroy();
  }
}

export function environmentOf({
  place,
  passphrase,
}: Pick<Town, "place" | "passphrase">): Record<string, string> {
  return {
    [isPostgres(place) ? "DATABASE_URL" : "DATABASE"]: place,
    SECURE_STORE: "passphrase",
    SECURE_STORE_PASSPHRASE_FILE: passphrase,
  };
}

interface Group {
  prefix: string;
  count: number;
  passwordHash: string;
  realm?: "user" | "administrator";
  keys?: Keys;
  isRequired?: boolean;
  enrolBy?: number;
}

async function insertPeople(database: Database, { count, ...group }: Group): Promise<Inhabitant[]> {
  const people: Inhabitant[] = [];
  const now = Date.now();
  await database.transaction().execute(async (tx) => {
    for (let index = 0; index < count; index += 1) {
      const { prefix, passwordHash, realm = "user", keys, isRequired = true, enrolBy = null } = group;
      const username = `${prefix}${index}`;
      const email = `${username}@town.example`;
      const account = await insertAccount(tx, {
        realm,
        role: "owner",
        username: realm === "user" ? username : null,
        email,
        name: `${prefix} ${index}`,
        passwordHash,
        now,
      });
      if (isRequired) {
        await tx
          .updateTable("accounts")
          .set({ mfa_required: 1, mfa_required_at: now, enrol_by: enrolBy })
          .where("id", "=", account.id)
          .execute();
      }
      const secret = randomBytes(20);
      people.push({ id: account.id, login: email, password, secret: secret.toString("base64") });
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

export function addressOf(index: number): string {
  return `10.${(index >> 16) & 255}.${(index >> 8) & 255}.${index & 255}`;
}
