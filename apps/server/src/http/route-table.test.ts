import { randomUUID } from "node:crypto";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { editAdministrator } from "@sallyport/contract/administrators";
import type { ProblemCode } from "@sallyport/contract/problem";
import { beginSetUp } from "@sallyport/contract/sign-in";
import { resetAuthenticator } from "@sallyport/contract/users";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Browser } from "../../lab/simulation/browser.ts";
import {
  ada,
  asUser,
  enrol,
  grace,
  loggedIn,
  proven,
  requireMfa,
  ursula,
} from "../../lab/simulation/people.ts";
import { type RegisteredRoute, registeredRoutes } from "../../lab/simulation/registered-routes.ts";
import { newKeyOf } from "../../lab/simulation/script.ts";
import { type SimulatedApp, simulateApp } from "../../lab/simulation/simulated-app.ts";
import { SoftPasskey } from "../../lab/simulation/soft-passkey.ts";

const personas = [
  "a visitor",
  "a user whose set-up is due",
  "an administrator whose set-up is due",
  "a user at the second factor",
  "an administrator at the second factor",
  "a user who has arrived",
  "an administrator who has arrived",
  "a script with an owner's API key",
] as const;
const importedFile = Buffer.from("name,email\nUma,uma@example.com").toString("base64");
type Persona = (typeof personas)[number];
const script = "a script with an owner's API key" satisfies Persona;
/** The endpoints for applications answer with the codes of OAuth (RFC 6749 §5.2, RFC 6750 §3.1). */
type OAuthCode = "invalid_request" | "invalid_token";
type Outcome = "ok" | ProblemCode | OAuthCode;
type Row = Record<Exclude<Persona, typeof script>, Outcome> & { body?: Record<string, unknown> };

function anyone(outcome: Outcome, body?: Row["body"]): Row {
  return {
    "a visitor": outcome,
    "a user whose set-up is due": outcome,
    "an administrator whose set-up is due": outcome,
    "a user at the second factor": outcome,
    "an administrator at the second factor": outcome,
    "a user who has arrived": outcome,
    "an administrator who has arrived": outcome,
    ...(body ? { body } : {}),
  };
}

function users(outcome: Outcome, body?: Row["body"]): Row {
  return {
    ...anyone("not-signed-in", body),
    "a user whose set-up is due": "mfa-required",
    "a user at the second factor": "mfa-required",
    "a user who has arrived": outcome,
  };
}

function administrators(outcome: Outcome, body?: Row["body"]): Row {
  return {
    ...anyone("not-signed-in", body),
    "an administrator whose set-up is due": "mfa-required",
    "an administrator at the second factor": "mfa-required",
    "an administrator who has arrived": outcome,
  };
}

function signingIn(
  { due = "not-now", secondFactor = "not-now", arrived = "not-now" }: Record<string, Outcome>,
  body?: Row["body"],
): Row {
  return {
    ...anyone("not-signed-in", body),
    "a user whose set-up is due": due,
    "an administrator whose set-up is due": due,
    "a user at the second factor": secondFactor,
    "an administrator at the second factor": secondFactor,
    "a user who has arrived": arrived,
    "an administrator who has arrived": arrived,
  };
}

function signedIn(outcome: Outcome, body?: Row["body"], withFactor = outcome): Row {
  return {
    ...signingIn({ due: "mfa-required", secondFactor: "mfa-required", arrived: outcome }, body),
    "an administrator who has arrived": withFactor,
  };
}

const token = "A".repeat(43);
const passkey = new SoftPasskey();
const challenge = { options: { challenge: token } };
const password = "a password of no account";
const details = { name: "Ursula", email: "ursula@example.com", mfa: { isRequired: false } };

const table: Record<string, Row> = {
  "GET anywhere /health/live": anyone("ok"),
  "GET anywhere /health/ready": anyone("ok"),

  "GET portal /api/about": anyone("ok"),
  "GET authenticator /api/about": anyone("ok"),

  "GET portal /api/logo/:hash": anyone("invalid-request"),

  "GET portal /api/:realm/sign-in": anyone("ok"),
  "DELETE portal /api/:realm/sign-in": anyone("ok"),
  "POST portal /api/:realm/sign-in/password": anyone("wrong-credentials", { login: "nobody", password }),
  "POST portal /api/:realm/sign-in/passcode": signingIn({ secondFactor: "wrong-code" }, { code: "000000" }),
  "POST portal /api/:realm/sign-in/passkey/question": anyone("ok"),
  "POST portal /api/:realm/sign-in/passkey/autofill": anyone("ok"),
  "POST portal /api/:realm/sign-in/passkey": anyone("wrong-credentials", {
    assertion: passkey.respond(challenge),
  }),
  "POST portal /api/:realm/sign-in/second-factor/passkey/question": signingIn({}),
  "POST portal /api/:realm/sign-in/second-factor/passkey": signingIn(
    {},
    { assertion: passkey.respond(challenge) },
  ),
  "POST portal /api/:realm/sign-in/recovery-code": signingIn({}, { code: "0000-0000-0000-0000" }),
  "POST portal /api/:realm/sign-in/bypass-code": signingIn({}, { code: "0000-0000-0000-0000" }),
  "POST portal /api/:realm/sign-in/set-up": signingIn({ due: "ok" }),
  "POST portal /api/:realm/sign-in/set-up/passkey/question": signingIn({ due: "ok" }),
  "POST portal /api/:realm/sign-in/set-up/passkey": signingIn(
    { due: "passkey-refused" },
    { name: "A passkey", registration: passkey.make(challenge) },
  ),
  "POST portal /api/:realm/sign-in/set-up/token": signingIn({ due: "wrong-code" }, { code: "000000" }),
  "POST portal /api/:realm/sign-in/set-up/link": signingIn(
    { due: "already-done", arrived: "already-done" },
    { token },
  ),
  "POST portal /api/:realm/sign-in/set-up/link/again": signingIn({
    due: "already-done",
    arrived: "already-done",
  }),
  "POST portal /api/:realm/sign-in/set-up/postpone": signingIn({}),
  "POST portal /api/:realm/sign-in/set-up/resume": signingIn({ arrived: "ok" }),
  "POST portal /api/:realm/sign-in/set-up/recovery-codes": signingIn({}),
  "PUT portal /api/:realm/sign-in/set-up/recovery-codes": signingIn({}),
  "POST portal /api/:realm/sign-in/set-up/recovery-codes/saved": signingIn({}, { set: token }),
  "POST portal /api/:realm/sign-in/set-up/acknowledge": signingIn({}),

  "GET portal /api/user/home": users("ok"),
  "GET portal /api/user/applications": users("ok"),
  "GET portal /api/user/application-logins": users("ok"),
  "DELETE portal /api/user/application-logins/:id": users("not-found"),

  "GET portal /api/:realm/activity": signedIn("ok"),
  "GET portal /api/:realm/security": signedIn("ok"),
  "GET portal /api/:realm/security/proof": signedIn("ok"),
  "POST portal /api/:realm/security/proof/password": signedIn("wrong-credentials", { password }, "not-now"),
  "POST portal /api/:realm/security/proof/passcode": signedIn("not-now", { code: "000000" }, "wrong-code"),
  "POST portal /api/:realm/security/proof/recovery-code": signedIn("not-now", {
    code: "0000-0000-0000-0000",
  }),
  "POST portal /api/:realm/security/proof/passkey/question": signedIn("not-now"),
  "POST portal /api/:realm/security/proof/passkey": signedIn("not-now", {
    assertion: passkey.respond(challenge),
  }),
  "POST portal /api/:realm/security/apps/pending": signedIn("ok"),
  "POST portal /api/:realm/security/apps": signedIn("wrong-code", { name: "Phone", code: "000000" }),
  "PUT portal /api/:realm/security/apps/:id": signedIn("not-found", { name: "Phone" }),
  "DELETE portal /api/:realm/security/apps/:id": signedIn("not-found"),
  "POST portal /api/:realm/security/passkeys/question": signedIn("ok"),
  "POST portal /api/:realm/security/passkeys": signedIn("passkey-refused", {
    name: "A passkey",
    registration: passkey.make(challenge),
  }),
  "PUT portal /api/:realm/security/passkeys/:id": signedIn("not-found", { name: "A passkey" }),
  "DELETE portal /api/:realm/security/passkeys/:id": signedIn("not-found"),
  "POST portal /api/:realm/security/recovery-codes": signedIn("second-factor-needed", undefined, "ok"),
  "PUT portal /api/:realm/security/password": signedIn("wrong-credentials", {
    present: password,
    next: "seven green chairs on a hill",
  }),
  "DELETE portal /api/:realm/security/sessions": signedIn("ok"),
  "DELETE portal /api/:realm/security/sessions/:id": signedIn("not-found"),

  "POST portal /api/invitations/open": anyone("link-invalid", { token }),
  "POST portal /api/invitations/accept": anyone("link-invalid", { token, password }),
  "POST portal /api/:realm/password-reset": anyone("ok", { login: "nobody" }),
  "POST portal /api/login-report/open": anyone("link-invalid", { token }),
  "POST portal /api/login-report": anyone("link-invalid", { token }),
  "POST portal /api/password-reset/open": anyone("link-invalid", { token }),
  "POST portal /api/password-reset/accept": anyone("link-invalid", { token, password }),
  "POST portal /api/first-administrator/open": anyone("link-invalid", { token }),
  "POST portal /api/first-administrator/create": anyone("link-invalid", {
    token,
    password,
    email: "eve@example.com",
    name: "Eve",
  }),

  "GET portal /api/admin/user-counts": administrators("ok"),
  "GET portal /api/admin/enforcement/coverage": administrators("ok"),
  "GET portal /api/admin/enforcement/deadlines": administrators("ok"),
  "GET portal /api/admin/user-export": administrators("ok"),
  "GET portal /api/admin/username-proposal": administrators("ok"),
  "GET portal /api/admin/users": administrators("ok"),
  "POST portal /api/admin/users": administrators("ok", {
    username: "uma",
    email: "uma@example.com",
    name: "Uma",
  }),
  "GET portal /api/admin/users/:id": administrators("ok"),
  "PUT portal /api/admin/users/:id": administrators("ok", details),
  "POST portal /api/admin/users/:id/extend": administrators("not-now", { days: 7 }),
  "POST portal /api/admin/users/:id/shorten": administrators("not-now", { days: 7 }),
  "POST portal /api/admin/users/:id/reset-authenticator": administrators("already-done", {
    days: null,
  }),
  "POST portal /api/admin/users/:id/unlock": administrators("ok"),
  "POST portal /api/admin/users/:id/accept-codes": administrators("already-done"),
  "GET portal /api/admin/users/:id/security": administrators("ok"),
  "DELETE portal /api/admin/users/:id/apps/:factor": administrators("already-done"),
  "DELETE portal /api/admin/users/:id/passkeys/:factor": administrators("already-done"),
  "DELETE portal /api/admin/users/:id/sessions/:session": administrators("already-done"),
  "POST portal /api/admin/users/:id/password-reset": administrators("ok"),
  "POST portal /api/admin/users/:id/withdraw-invitation": administrators("already-done"),
  "POST portal /api/admin/users/:id/bypass-code": administrators("bypass-codes-off", { hours: 4 }),
  "DELETE portal /api/admin/users/:id/bypass-code": administrators("already-done"),
  "POST portal /api/admin/users/:id/delete": administrators("invalid-request", { confirmation: "nobody" }),
  "POST portal /api/admin/users/:id/state": administrators("ok", { state: "suspended" }),
  "POST portal /api/admin/users/:id/invite": administrators("already-done"),
  "DELETE portal /api/admin/users/:id/sessions": administrators("ok"),
  "POST portal /api/admin/user-jobs": administrators("ok", {
    action: { name: "suspend" },
    users: { by: "selection", ids: ["7d2a3f0e-0c51-4b0a-9c7e-0a3f5f2b6d11"] },
  }),
  "GET portal /api/admin/jobs": administrators("ok"),
  "GET portal /api/admin/jobs/:id": administrators("not-found"),
  "GET portal /api/admin/jobs/:id/rows": administrators("not-found"),
  "GET portal /api/admin/jobs/:id/report": administrators("not-found"),
  "POST portal /api/admin/user-imports/inspection": administrators("ok", { file: importedFile }),
  "POST portal /api/admin/user-imports": administrators("ok", {
    file: importedFile,
    fileName: "people.csv",
    mapping: {
      name: 0,
      firstName: null,
      lastName: null,
      email: 1,
      username: null,
      days: null,
      groups: null,
      passwordHash: null,
    },
    days: null,
  }),
  "POST portal /api/admin/jobs/:id/confirm": administrators("not-found", {}),
  "POST portal /api/admin/jobs/:id/pause": administrators("not-found"),
  "POST portal /api/admin/jobs/:id/resume": administrators("not-found"),
  "POST portal /api/admin/jobs/:id/end": administrators("not-found"),
  "GET portal /api/admin/users/:id/groups": administrators("ok"),
  "GET portal /api/admin/groups": administrators("ok"),
  "POST portal /api/admin/groups": administrators("ok", { name: "Staff" }),
  "GET portal /api/admin/groups/:id": administrators("not-found"),
  "PUT portal /api/admin/groups/:id": administrators("not-found", { name: "Crew" }),
  "PUT portal /api/admin/groups/:id/requirement": administrators("not-found", { mfa: { isRequired: false } }),
  "DELETE portal /api/admin/groups/:id": administrators("not-found"),
  "POST portal /api/admin/groups/:id/members": administrators("not-found", { user: randomUUID() }),
  "DELETE portal /api/admin/groups/:id/members/:member": administrators("not-found"),
  "GET portal /api/admin/new-users": administrators("ok"),
  "PUT portal /api/admin/new-users": administrators("ok", { days: 7 }),
  "GET portal /api/admin/administrators": administrators("ok"),
  "GET portal /api/admin/administrators/all": administrators("ok"),
  "PUT portal /api/admin/administrators/all": administrators("ok", { isRequired: false }),
  "GET portal /api/admin/permissions": administrators("ok"),
  "POST portal /api/admin/administrators": administrators("ok", {
    email: "alan@example.com",
    name: "Alan",
  }),
  "PUT portal /api/admin/administrators/:id": administrators("not-found", { isMfaRequired: true }),
  "PUT portal /api/admin/administrators/:id/role": administrators("not-found", { role: "owner" }),
  "POST portal /api/admin/administrators/:id/reset-factors": administrators("not-found"),
  "POST portal /api/admin/administrators/:id/unlock": administrators("not-found"),
  "POST portal /api/admin/administrators/:id/accept-codes": administrators("not-found"),
  "POST portal /api/admin/administrators/:id/state": administrators("not-found", { state: "suspended" }),
  "POST portal /api/admin/administrators/:id/delete": administrators("not-found", { confirmation: "nobody" }),
  "POST portal /api/admin/administrators/:id/invite": administrators("not-found"),
  "DELETE portal /api/admin/administrators/:id/sessions": administrators("not-found"),
  "GET portal /api/admin/openapi.json": administrators("ok"),
  "GET portal /api/admin/api-keys": administrators("ok"),
  "POST portal /api/admin/api-keys": administrators("ok", { name: "Script", role: "read-only", days: 30 }),
  "DELETE portal /api/admin/api-keys/:id": administrators("not-found"),
  "DELETE portal /api/admin/sessions": administrators("ok"),
  "GET portal /api/admin/activity": administrators("ok"),
  "GET portal /api/admin/activity/:id": administrators("invalid-request"),
  "GET portal /api/admin/activity/export": administrators("ok"),
  "GET portal /api/admin/applications": administrators("ok"),
  "POST portal /api/admin/applications": administrators("ok", { which: "other", address: "app.example.com" }),
  "GET portal /api/admin/applications/:id": administrators("not-found"),
  "PUT portal /api/admin/applications/:id": administrators("not-found", { name: "Wiki" }),
  "POST portal /api/admin/applications/:id/delete": administrators("not-found", { confirmation: "Wiki" }),
  "POST portal /api/admin/applications/:id/secrets": administrators("not-found", { days: null }),
  "DELETE portal /api/admin/applications/:id/secrets/:secret": administrators("not-found"),
  "GET portal /api/admin/applications/:id/refusals": administrators("not-found"),
  "POST portal /api/admin/applications/:id/refusals/:refusal/allow": administrators("not-found"),
  "POST portal /api/admin/applications/:id/trials": administrators("not-found"),
  "POST portal /api/admin/applications/:id/trials/:trial": administrators("not-found"),
  "GET portal /api/admin/webhooks": administrators("ok"),
  "POST portal /api/admin/webhooks": administrators("ok", { url: "https://example.com", groups: ["users"] }),
  "POST portal /api/admin/webhooks/:id/resume": administrators("not-found"),
  "POST portal /api/admin/webhooks/:id/secret": administrators("not-found"),
  "POST portal /api/admin/webhooks/:id/test": administrators("not-found"),
  "DELETE portal /api/admin/webhooks/:id": administrators("not-found"),
  "GET portal /api/admin/settings": administrators("ok"),
  "PUT portal /api/admin/settings": administrators("ok", { to: {}, from: {} }),
  "GET portal /api/admin/overview": administrators("ok"),
  "GET portal /api/admin/checklist": administrators("ok"),
  "POST portal /api/admin/checklist/backups": administrators("ok"),
  "POST portal /api/admin/test-mail": administrators("ok"),
  "PUT portal /api/admin/settings/logo": administrators("ok", { picture: null, from: null }),

  "GET portal /api/authorizations": anyone("ok"),
  "GET portal /api/authorizations/:id": anyone("link-invalid"),
  "POST portal /api/authorizations/:id/finish": users("link-invalid", { isConfirmed: true }),
  "POST portal /api/authorizations/:id/cancel": anyone("link-invalid"),
  "POST portal /api/authorizations/:id/log-out": anyone("link-invalid"),

  "POST authenticator /api/registration": anyone("ok", { email: "ursula@example.com" }),
  "GET authenticator /api/registration": anyone("ok"),
  "DELETE authenticator /api/registration": anyone("ok"),
  "POST authenticator /api/registration/code": anyone("not-signed-in", { code: "12345678" }),
  "PUT authenticator /api/registration/accounts": anyone("not-signed-in", { areHeld: true }),
  "POST authenticator /api/registration/link": anyone("link-invalid", { token }),
  "GET authenticator /api/time": anyone("ok"),

  "GET portal /api/door/:id": anyone("not-found"),
  "GET portal /api/door/:id/check": anyone("not-found"),

  "GET portal /.well-known/openid-configuration": anyone("ok"),
  "OPTIONS portal /.well-known/openid-configuration": anyone("not-found"),
  "GET portal /oidc/jwks": anyone("ok"),
  "OPTIONS portal /oidc/jwks": anyone("not-found"),
  "GET portal /oidc/auth": anyone("invalid_request"),
  "POST portal /oidc/auth": anyone("ok"),
  "GET portal /oidc/auth/:id": anyone("ok"),
  "POST portal /oidc/token": anyone("invalid_request"),
  "OPTIONS portal /oidc/token": anyone("not-found"),
  "GET portal /oidc/me": anyone("invalid_token"),
  "POST portal /oidc/me": anyone("invalid_token"),
  "OPTIONS portal /oidc/me": anyone("not-found"),
  "POST portal /oidc/introspection": anyone("invalid_request"),
  "POST portal /oidc/revocation": anyone("invalid_request"),
  "OPTIONS portal /oidc/revocation": anyone("not-found"),
  "POST portal /oidc/request": anyone("invalid_request"),
  "GET portal /oidc/session/end": anyone("ok"),
  "POST portal /oidc/session/end": anyone("ok"),

  "GET portal /.well-known/change-password": anyone("ok"),
  "GET portal /.well-known/webfinger": anyone("invalid-request"),
  "GET portal /*": anyone("ok"),
  "GET portal /index.html": anyone("ok"),
  "GET authenticator /*": anyone("ok"),
  "GET authenticator /index.html": anyone("ok"),
};

const forKeys: Record<string, Outcome> = {
  "GET portal /.well-known/webfinger": "invalid-request",
  "GET portal /api/door/:id": "not-found",
  "GET portal /api/door/:id/check": "not-found",
  "GET portal /api/admin/openapi.json": "ok",
  "GET portal /api/admin/user-counts": "ok",
  "GET portal /api/admin/enforcement/coverage": "ok",
  "GET portal /api/admin/enforcement/deadlines": "ok",
  "GET portal /api/admin/user-export": "ok",
  "GET portal /api/admin/users": "ok",
  "POST portal /api/admin/users": "ok",
  "GET portal /api/admin/users/:id": "ok",
  "PUT portal /api/admin/users/:id": "ok",
  "POST portal /api/admin/users/:id/extend": "not-now",
  "POST portal /api/admin/users/:id/shorten": "not-now",
  "POST portal /api/admin/users/:id/unlock": "ok",
  "GET portal /api/admin/users/:id/security": "ok",
  "DELETE portal /api/admin/users/:id/sessions/:session": "already-done",
  "POST portal /api/admin/users/:id/withdraw-invitation": "already-done",
  "POST portal /api/admin/users/:id/state": "ok",
  "POST portal /api/admin/users/:id/invite": "already-done",
  "DELETE portal /api/admin/users/:id/sessions": "ok",
  "GET portal /api/admin/administrators": "ok",
  "GET portal /api/admin/activity": "ok",
  "GET portal /api/admin/activity/:id": "invalid-request",
  "GET portal /api/admin/activity/export": "ok",
};

function outcomeFor(persona: Persona, route: string, row: Row): Outcome {
  if (persona !== script) return row[persona];
  return forKeys[route] ?? (route.includes(" /api/") ? "key-not-allowed" : row["a visitor"]);
}

let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "sallyport-"));
  for (const name of ["portal", "authenticator"]) {
    await mkdir(join(folder, name));
    await writeFile(join(folder, name, "index.html"), `<title>${name}</title>`);
  }
});
afterAll(() => rm(folder, { recursive: true }));

const start = () =>
  simulateApp({ portal: join(folder, "portal"), authenticator: join(folder, "authenticator") });

const nameOf = ({ method, host, url }: RegisteredRoute) =>
  `${method} ${host.replace(/\.localhost:\d+$/, "")} ${url}`;

test("the table has every route that the server registers, and no other", async () => {
  const { built, routes } = await registeredRoutes(start);
  await built[Symbol.asyncDispose]();
  const names = routes.filter(({ method }) => method !== "HEAD").map(nameOf);
  expect(names.toSorted()).toEqual(Object.keys(table).toSorted());
  const heads = routes.filter(({ method }) => method === "HEAD").map(nameOf);
  expect(new Set(heads.map((name) => name.replace("HEAD", "GET")))).toEqual(
    new Set(names.filter((name) => name.startsWith("GET"))),
  );
});

test.for(personas)("%s is answered as the table says", { tags: ["AT-01", "R10", "R53"] }, async (persona) => {
  await using world = await start();
  const userId = (await world.addAccount(ursula)).id;
  await world.addAccount(ada);
  await world.addAccount(grace);
  const { cookies, headers } = await bring(world, userId, persona);
  const realm = persona.includes("administrator") ? "administrator" : "user";

  async function ask(route: string, as: "HEAD" | null = null) {
    const [method, host, url] = route.split(" ") as ["GET", string, string];
    const { body } = table[route] ?? {};
    return world.app.inject({
      method: as ?? method,
      url: url
        .replace(":realm", realm)
        .replace(/:(id|factor|session|member|secret|refusal|trial)/g, userId)
        .replace("*", ""),
      headers: { host: `${host}.localhost:8080`, ...headers },
      cookies: Object.fromEntries(cookies),
      ...(body ? { payload: body } : {}),
    });
  }

  const ending = "DELETE portal /api/:realm/sign-in";
  const routes = Object.entries(table).toSorted(
    ([one], [other]) => Number(one === ending) - Number(other === ending),
  );
  const answers: Record<string, Outcome> = {};
  for (const [route] of routes) {
    const answer = await ask(route);
    const isOk = answer.statusCode >= 200 && answer.statusCode < 400;
    const { code, error = code } = isOk ? { code: "ok" as const } : answer.json<Refusal>();
    answers[route] = error;
    const head = route.startsWith("GET") ? await ask(route, "HEAD") : answer;
    expect(head.statusCode).toBe(answer.statusCode);
  }
  expect(answers).toEqual(
    Object.fromEntries(routes.map(([route, row]) => [route, outcomeFor(persona, route, row)])),
  );
});

interface Refusal {
  code: ProblemCode;
  error?: OAuthCode;
}

interface Caller {
  cookies: Browser["cookies"];
  headers?: Record<string, string>;
}

async function bring(world: SimulatedApp, userId: string, persona: Persona): Promise<Caller> {
  const admin = await proven(world, ada);
  switch (persona) {
    case "a visitor":
      return world.browser();
    case "a user whose set-up is due": {
      await requireMfa(admin, userId);
      await enrol(await loggedIn(world, ursula), world.clock);
      await admin.get(resetAuthenticator, { params: { id: userId }, body: { days: null } });
      const browser = await loggedIn(world, ursula);
      await browser.get(beginSetUp, asUser);
      return browser;
    }
    case "an administrator whose set-up is due": {
      const browser = await loggedIn(world, grace);
      await requireOf(world, admin);
      await browser.get(beginSetUp, { params: { realm: "administrator" } });
      return browser;
    }
    case "a user at the second factor":
      await requireMfa(admin, userId);
      await enrol(await loggedIn(world, ursula), world.clock);
      return loggedIn(world, ursula);
    case "an administrator at the second factor":
      await requireOf(world, admin);
      await enrol(await loggedIn(world, grace), world.clock, "administrator");
      return loggedIn(world, grace);
    case "a user who has arrived":
      return loggedIn(world, ursula);
    case "an administrator who has arrived":
      return proven(world, grace);
    case "a script with an owner's API key": {
      const { key } = await newKeyOf(admin, { role: "owner" });
      return { cookies: new Map(), headers: { authorization: `Bearer ${key}` } };
    }
  }
}

async function requireOf({ parts: { database } }: SimulatedApp, admin: Browser): Promise<void> {
  const { id } = await database
    .selectFrom("accounts")
    .select("id")
    .where("email_key", "=", `${grace.login}@example.com`)
    .executeTakeFirstOrThrow();
  await admin.get(editAdministrator, { params: { id }, body: { isMfaRequired: true } });
}
