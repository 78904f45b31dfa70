import { generateKeyPair, hash, type JsonWebKey } from "node:crypto";
import { promisify } from "node:util";
import type { FastifyBaseLogger as Log } from "fastify";
import type { Clock } from "../core/clock.ts";
import type { Database, Queryable } from "../database/database.ts";
import { inTransaction } from "../database/transactions.ts";
import type { Keys } from "../keys/keys.ts";
import { signingKeyOf } from "../keys/sealed-columns.ts";
import { isNewKeyDue, outlivedKeys, signingFirst } from "./rules/key-times.ts";
import { deleteSigningKeys, insertSigningKey, readSigningKeys } from "./signing-keys.repository.ts";

export interface SigningKey {
  id: string;
  made_at: number;
  jwk: JsonWebKey & { kid: string };
}

interface Parts {
  database: Database;
  keys: Keys;
  clock: Clock;
  log: Log;
}

/** Makes a new key if one is due. @returns all keys to publish; the first one signs */
export async function openSigningKeys({ database, keys, clock, log }: Parts): Promise<SigningKey[]> {
  const now = clock.now();
  const found = await readable({ database, keys, log }, database);
  if (!isNewKeyDue(found, now)) return signingFirst(found, now);
  const made = await newKey(now);
  await inTransaction(database, "everything", async (tx) => {
    const known = await readable({ database: tx, keys, log }, tx);
    // Another server might have made a key meanwhile.
    if (!isNewKeyDue(known, now)) return;
    const plain = Buffer.from(JSON.stringify(made.jwk));
    const sealed = keys.encrypt(plain, signingKeyOf(made));
    plain.fill(0);
    await insertSigningKey(tx, { id: made.id, made_at: made.made_at, sealed_key: sealed });
    await deleteSigningKeys(tx, outlivedKeys(known, now));
  });
  return signingFirst(await readable({ database, keys, log }, database), now);
}

/** Leaves out a key that can't be decrypted, so that a new key replaces it. */
async function readable(
  { database, keys, log }: { database: Queryable; keys: Keys; log: Log },
  tx: Queryable,
): Promise<SigningKey[]> {
  const opened: SigningKey[] = [];
  for (const { id, made_at, sealed_key } of await readSigningKeys(database)) {
    try {
      const plain = Buffer.from(await keys.decrypt(tx, sealed_key, signingKeyOf({ id })));
      opened.push({ id, made_at, jwk: JSON.parse(plain.toString()) as SigningKey["jwk"] });
      plain.fill(0);
    } catch (error) {
      log.error({ err: error, key: id }, "a signing key doesn't open, and signs nothing");
    }
  }
  return opened;
}

const generate = promisify(generateKeyPair);

async function newKey(now: number): Promise<SigningKey> {
  const { privateKey } = await generate("rsa", { modulusLength: 2048 });
  const jwk = privateKey.export({ format: "jwk" });
  const id = hash("sha256", JSON.stringify({ e: jwk.e, kty: "RSA", n: jwk.n }), "base64url");
  return { id, made_at: now, jwk: { ...jwk, kid: id } };
}
