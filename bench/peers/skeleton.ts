import { createCipheriv, createDecipheriv, createHash, randomBytes, randomUUID } from "node:crypto";
import { join } from "node:path";
import cookie from "@fastify/cookie";
import { verify } from "@node-rs/argon2";
import { matchingStep } from "@sallyport/totp/totp";
import SqliteDatabase from "better-sqlite3";
import Fastify, { type FastifyRequest } from "fastify";
import { makePeople } from "./people.ts";

// This server does the steps of a login without Sallyport's defences. It uses Sallyport's paths, so the same
// load works.
const [, , folder = "", count = ""] = process.argv;
const database = new SqliteDatabase(join(folder, "skeleton.db"));
for (const pragma of ["journal_mode = WAL", "synchronous = FULL", "foreign_keys = ON"])
  database.pragma(pragma);
database.exec(`
  CREATE TABLE accounts (id TEXT PRIMARY KEY, login TEXT UNIQUE, password_hash TEXT);
  CREATE TABLE apps (account_id TEXT PRIMARY KEY REFERENCES accounts, sealed BLOB, last_step INTEGER);
  CREATE TABLE sessions (token_hash BLOB PRIMARY KEY, account_id TEXT REFERENCES accounts, aal INTEGER, at INTEGER);
  CREATE TABLE events (id INTEGER PRIMARY KEY, at INTEGER, kind TEXT, account_id TEXT, address TEXT);
`);
const key = randomBytes(32);
const { people, passwordHash } = await makePeople(Number(count));

const insertAccount = database.prepare("INSERT INTO accounts VALUES (?, ?, ?)");
const insertApp = database.prepare("INSERT INTO apps VALUES (?, ?, 0)");
database.transaction(() => {
  for (const { login, secret } of people) {
    const id = randomUUID();
    insertAccount.run(id, login, passwordHash);
    insertApp.run(id, seal(Buffer.from(secret, "base64")));
  }
})();

const findAccount = database.prepare<[string], { id: string; password_hash: string }>(
  "SELECT * FROM accounts WHERE login = ?",
);
const findSession = database.prepare<[Buffer], Session>(
  "SELECT * FROM sessions JOIN apps USING (account_id) WHERE token_hash = ?",
);
const insertSession = database.prepare("INSERT INTO sessions VALUES (?, ?, 1, ?)");
const raiseSession = database.prepare("UPDATE sessions SET token_hash = ?, aal = 2 WHERE token_hash = ?");
const spendStep = database.prepare("UPDATE apps SET last_step = ? WHERE account_id = ? AND last_step < ?");
const insertEvent = database.prepare(
  "INSERT INTO events (at, kind, account_id, address) VALUES (?, ?, ?, ?)",
);

interface Session {
  account_id: string;
  aal: number;
  sealed: Buffer;
  last_step: number;
}

const app = Fastify({ logger: true, disableRequestLogging: true, trustProxy: true });
await app.register(cookie);
app.addHook("onResponse", (request, reply, done) => {
  request.log.info({ route: request.routeOptions.url, status: reply.statusCode, ip: request.ip }, "request");
  done();
});

app.post("/api/user/sign-in/password", async (request, reply) => {
  const { login, password } = request.body as { login: string; password: string };
  const account = findAccount.get(login);
  if (!account || !(await verify(account.password_hash, password))) return reply.code(401).send({});
  const token = newToken();
  const now = Date.now();
  database
    .transaction(() => {
      insertSession.run(hashOf(token), account.id, now);
      insertEvent.run(now, "password", account.id, request.ip);
    })
    .immediate();
  void reply.setCookie("session", token, { path: "/" });
  return { at: "second-factor" };
});

app.post("/api/user/sign-in/passcode", (request, reply) => {
  const { code } = request.body as { code: string };
  const before = tokenOf(request);
  const token = newToken();
  const now = Date.now();
  const isRight = database
    .transaction(() => {
      const session = findSession.get(hashOf(before));
      if (!session) return false;
      const secret = open(session.sealed);
      const found = matchingStep({ code, secret, now, lastStep: session.last_step });
      if (found.outcome !== "match") return false;
      if (spendStep.run(found.step, session.account_id, found.step).changes !== 1) return false;
      raiseSession.run(hashOf(token), hashOf(before));
      insertEvent.run(now, "passcode", session.account_id, request.ip);
      return true;
    })
    .immediate();
  if (!isRight) return reply.code(401).send({});
  return reply.setCookie("session", token, { path: "/" }).send({ at: "signed-in" });
});

app.get("/api/user/sign-in", (request, reply) => {
  const session = findSession.get(hashOf(tokenOf(request)));
  return reply.send({ at: session?.aal === 2 ? "signed-in" : "start" });
});

const address = await app.listen({ port: 0, host: "127.0.0.1" });
process.send?.({ port: Number(new URL(address).port), people });
process.on("SIGTERM", () => process.exit());

function tokenOf(request: FastifyRequest): string {
  return request.cookies["session"] ?? "";
}

function newToken(): string {
  return randomBytes(32).toString("base64url");
}

function hashOf(token: string): Buffer {
  return createHash("sha256").update(token).digest();
}

function seal(secret: Buffer): Buffer {
  const nonce = randomBytes(12);
  const cipher = createCipheriv("aes-256-gcm", key, nonce);
  return Buffer.concat([nonce, cipher.update(secret), cipher.final(), cipher.getAuthTag()]);
}

function open(sealed: Buffer): Buffer {
  const decipher = createDecipheriv("aes-256-gcm", key, sealed.subarray(0, 12));
  decipher.setAuthTag(sealed.subarray(-16));
  return Buffer.concat([decipher.update(sealed.subarray(12, -16)), decipher.final()]);
}
