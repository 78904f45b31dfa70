import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { hash, verify } from "@node-rs/argon2";
import { toBase32 } from "@sallyport/totp/secret";
import { betterAuth } from "better-auth";
import { symmetricEncrypt } from "better-auth/crypto";
import { getMigrations } from "better-auth/db/migration";
import { toNodeHandler } from "better-auth/node";
import { twoFactor } from "better-auth/plugins/two-factor";
import SqliteDatabase from "better-sqlite3";
import { makePeople } from "./people.ts";

// better-auth hashes with argon2id, and its database is as durable as Sallyport's. Its other settings are the
// defaults.
const [, , folder = "", count = ""] = process.argv;
const database = new SqliteDatabase(join(folder, "better-auth.db"));
for (const pragma of ["journal_mode = WAL", "synchronous = FULL", "foreign_keys = ON"])
  database.pragma(pragma);
const cost = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

const server = createServer();
server.listen(0, "127.0.0.1");
await new Promise((resolve) => server.on("listening", resolve));
const { port } = server.address() as AddressInfo;

const auth = betterAuth({
  baseURL: `http://127.0.0.1:${port}`,
  secret: "a secret that only this benchmark has",
  database,
  emailAndPassword: {
    enabled: true,
    password: {
      hash: (password) => hash(password, cost),
      verify: (given) => verify(given.hash, given.password),
    },
  },
  plugins: [twoFactor()],
});
const { runMigrations } = await getMigrations(auth.options);
await runMigrations();

const { people, passwordHash } = await makePeople(Number(count));
const { internalAdapter, adapter, secretConfig } = await auth.$context;
for (const { login: email, secret } of people) {
  const user = { email, name: email, emailVerified: true };
  const { id: userId } = await internalAdapter.createUser(user, { method: "email-password" });
  await internalAdapter.linkAccount({
    userId,
    providerId: "credential",
    accountId: userId,
    password: passwordHash,
  });
  const data = `base32:${toBase32(Buffer.from(secret, "base64"))}`;
  const sealed = await symmetricEncrypt({ key: secretConfig, data });
  await adapter.create({
    model: "twoFactor",
    data: { userId, secret: sealed, backupCodes: "", verified: true },
  });
  await internalAdapter.updateUser(userId, { twoFactorEnabled: true });
}

const handle = toNodeHandler(auth);
server.on("request", (request, response) => void handle(request, response));
process.send?.({ port, people });
process.on("SIGTERM", () => process.exit());
