import {
  changeRole,
  endEverySession,
  resetAdministrator,
  setAdministratorState,
} from "@sallyport/contract/administrators";
import { createApiKey, listApiKeys, revokeApiKey } from "@sallyport/contract/api-keys";
import { addGroup } from "@sallyport/contract/groups";
import { administratorRoles } from "@sallyport/contract/text";
import {
  addUser as addUserEndpoint,
  countUsers,
  extendDeadline,
  listUsers,
  saveUser,
  setUserState,
  showUser,
} from "@sallyport/contract/users";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { textOf } from "../../../lab/simulation/database-dump.ts";
import { grace, proven, requireMfa, withPasswordAlone } from "../../../lab/simulation/people.ts";
import { type Scene, scene } from "../../../lab/simulation/scene.ts";
import { newKeyOf, resultWithKey, sendWithKey } from "../../../lab/simulation/script.ts";
import { endWhatIsOpen } from "../../backup/end-what-is-open.ts";
import { day, hour, minute } from "../../core/clock.ts";
import { isAtLeast } from "../administrators/rules/roles.ts";
import { recover } from "../command/recover.ts";
import { addUser } from "../users/add-user.ts";
import { findKeyOfAccount } from "./key-account.repository.ts";
import { actingThrough } from "./key-account.ts";

let here: Scene;
beforeEach(async () => {
  here = await scene();
});
afterEach(() => here[Symbol.asyncDispose]());

const count = (key: string) => resultWithKey(here.world, key, countUsers, {});
const events = async (...kinds: string[]) => {
  const rows = await here.world.parts.database.selectFrom("audit_events").selectAll().orderBy("id").execute();
  return rows
    .filter(({ kind }) => kinds.includes(kind))
    .map(({ kind, outcome, detail, address, actor_name }) => ({
      kind,
      outcome,
      detail,
      address,
      actor_name,
    }));
};

const changeOwner = (changes: object) =>
  here.world.parts.database
    .updateTable("accounts")
    .set(changes)
    .where("email_key", "=", "ada@example.com")
    .execute();

describe("a new key", () => {
  test("is shown once, is stored only as a hash, and its owner gets a mail", async () => {
    const { key, apiKey } = await here.admin.get(createApiKey, {
      body: { name: "Nightly", role: "help-desk", days: 30 },
    });
    expect(apiKey).toMatchObject({
      name: "Nightly",
      role: "help-desk",
      isMine: true,
      isExpired: false,
      beginsWith: key.slice(10, 14),
      expiresAt: new Date(here.world.clock.now() + 30 * day).toISOString(),
      lastUsedAt: null,
    });
    const listed = await here.admin.get(listApiKeys, {});
    expect(listed.keys).toEqual([apiKey]);
    expect(JSON.stringify(listed)).not.toContain(key.slice(14));
    expect(await textOf(here.world.parts.database)).not.toContain(key.slice(14));
    await here.world.parts.outbox.deliverDue();
    expect(here.world.mails.at(-1)).toMatchObject({
      to: "ada@example.com",
      subject: "An API key was created",
    });
  });

  test("needs a second factor of the last ten minutes", async () => {
    const body = { name: "Nightly", role: "read-only", days: 30 } as const;
    await here.world.addAccount(grace);
    const alone = await withPasswordAlone(here.world, grace);
    expect((await alone.refusal(createApiKey, { body })).code).toBe("second-factor-needed");
    here.world.clock.turnTo(here.world.clock.now() + 10 * minute);
    expect((await here.admin.refusal(createApiKey, { body })).code).toBe("insufficient-user-authentication");
  });

  test.for([0, -1, 366, 7.5])("doesn't last %s days", async (days) => {
    const refusal = await here.admin.refusal(createApiKey, {
      body: { name: "Nightly", role: "read-only", days },
    });
    expect(refusal.code).toBe("invalid-request");
  });

  test.for(administratorRoles)("of %s has at most this role", { tags: ["AT-21", "R53"] }, async (own) => {
    const person = { ...grace, role: own };
    await here.world.addAccount(person);
    const console = await proven(here.world, person);
    for (const role of administratorRoles) {
      const made = await console.ask(createApiKey, { body: { name: "Nightly", role, days: 1 } });
      expect(made.ok ? "made" : made.problem.code).toBe(isAtLeast(own, role) ? "made" : "forbidden");
    }
  });

  test("is refused when its owner has 25", async () => {
    for (let n = 0; n < 25; n += 1) await newKeyOf(here.admin, { name: `Key ${n}` });
    const body = { name: "One more", role: "read-only", days: 1 } as const;
    expect((await here.admin.refusal(createApiKey, { body })).code).toBe("too-many-keys");
  });
});

describe("a key", () => {
  test("has no name that can end its quote in the activity log", async () => {
    const { key } = await newKeyOf(here.admin, { name: "a”) and (b", role: "administrator" });
    const body = { mfa: { isRequired: true, days: 7 } } as const;
    await sendWithKey(here.world, key, saveUser, { params: { id: here.userId }, body });
    expect(await events("user_mfa_requirement")).toMatchObject([
      { actor_name: 'ada (API key “a") and (b”)' },
    ]);
  });

  test("acts in its owner's name, and the activity log says through which key", async () => {
    const { key } = await newKeyOf(here.admin, { role: "administrator" });
    const params = { id: here.userId };
    const body = { mfa: { isRequired: true, days: 7 } } as const;
    const answer = await sendWithKey(here.world, key, saveUser, { params, body });
    expect(answer.json()).toMatchObject({ mfa: { isRequired: true } });
    expect(await events("user_mfa_requirement")).toMatchObject([{ actor_name: "ada (API key “Nightly”)" }]);
    const { keys } = await here.admin.get(listApiKeys, {});
    expect(keys[0]).toMatchObject({
      lastUsedAt: new Date(here.world.clock.now()).toISOString(),
      lastUsedFrom: "127.0.0.1",
    });
  });

  test("is recorded at its first use in an hour, and its further uses are counted, each key on its own", async () => {
    const one = await newKeyOf(here.admin, { name: "One" });
    const other = await newKeyOf(here.admin, { name: "Other" });
    for (let n = 0; n < 3; n += 1) await count(one.key);
    await count(other.key);
    const used = { kind: "api_key_used", outcome: "success", address: "127.0.0.1" };
    expect(await events("api_key_used")).toMatchObject([
      { ...used, detail: "One: GET /api/admin/user-counts" },
      { ...used, detail: "Other: GET /api/admin/user-counts" },
    ]);
    await here.world.pass(hour);
    const [closing, ...more] = await events("activity_repeated");
    expect(closing?.detail).toMatch(
      /^api_key_used 3 times since .*; the last: One: GET \/api\/admin\/user-counts$/,
    );
    expect(more).toEqual([]);
  });

  test("works until its last millisecond, and the activity log says why it is refused then", {
    tags: ["AT-93"],
  }, async () => {
    const { key } = await newKeyOf(here.admin, { days: 1 });
    here.world.clock.turnTo(here.world.clock.now() + day - 1);
    expect(await count(key)).toBe("ok");
    here.world.clock.turnTo(here.world.clock.now() + 1);
    expect(await count(key)).toBe("401 key-invalid");
    expect((await events("api_key_used")).at(-1)).toMatchObject({
      outcome: "failure",
      detail: "Nightly: GET /api/admin/user-counts; it has expired",
    });
    await here.world.pass(30 * day);
    expect(await here.world.parts.database.selectFrom("api_keys").select("id").execute()).toHaveLength(1);
    await here.world.pass(hour);
    expect(await here.world.parts.database.selectFrom("api_keys").select("id").execute()).toEqual([]);
  });

  test("of a clock that was ahead is refused once the clock is right", { tags: ["R33"] }, async () => {
    const rightTime = here.world.clock.now();
    here.world.clock.turnTo(rightTime + 5 * minute);
    const near = await newKeyOf(here.admin, { name: "Near" });
    here.world.clock.turnTo(rightTime + 5 * minute + 1);
    const far = await newKeyOf(here.admin, { name: "Far" });
    here.world.clock.turnTo(rightTime);
    expect([await count(near.key), await count(far.key)]).toEqual(["ok", "401 key-invalid"]);
  });

  test("never counts as a proof of a second factor, and the refusal is recorded", {
    tags: ["AT-93"],
  }, async () => {
    const { key } = await newKeyOf(here.admin, { role: "owner" });
    const { database } = here.world.parts;
    await requireMfa(here.admin, here.userId);
    const params = { id: here.userId };
    const acts = [
      () => resultWithKey(here.world, key, saveUser, { params, body: { mfa: { isRequired: false } } }),
      () => resultWithKey(here.world, key, saveUser, { params, body: { email: "new@example.com" } }),
      () => resultWithKey(here.world, key, extendDeadline, { params, body: { days: 365 } }),
    ];
    for (const act of acts) expect(await act()).toBe("403 key-not-allowed");
    await database
      .updateTable("accounts")
      .set({ state: "suspended" })
      .where("id", "=", here.userId)
      .execute();
    const body = { state: "active" } as const;
    expect(await resultWithKey(here.world, key, setUserState, { params, body })).toBe("403 key-not-allowed");
    const refused = await events("admin_access_refused");
    expect(refused).toHaveLength(4);
    expect(refused[0]).toMatchObject({ actor_name: "ada (API key “Nightly”)", outcome: "failure" });
  });

  test("adds users, but to no group", { tags: ["AT-93"] }, async () => {
    const { key } = await newKeyOf(here.admin, { role: "administrator" });
    const { id } = await here.admin.get(addGroup, { body: { name: "Staff" } });
    const uma = { username: "uma", email: "uma@example.com", name: "Uma" };
    const add = (body: object) =>
      resultWithKey(here.world, key, addUserEndpoint, { body: { ...uma, ...body } });
    expect(await add({ groups: [id] })).toBe("403 key-not-allowed");
    expect(await add({ groups: [] })).toBe("ok");
  });

  test("that ended after the access check changes nothing", async () => {
    const { key, id } = await newKeyOf(here.admin, { role: "owner" });
    const { parts } = here.world;
    const found = await findKeyOfAccount(parts.database, key);
    if (!found) throw new Error("The key isn't stored.");
    await here.admin.get(revokeApiKey, { params: { id } });
    const actor = { caller: actingThrough(found), visit: { address: "192.0.2.1" } };
    const acting = addUser(parts, actor as Parameters<typeof addUser>[1], {
      username: "uma",
      email: "uma@example.com",
      name: "Uma",
    });
    await expect(acting).rejects.toThrow("key-invalid");
  });
});

describe("a request", () => {
  test("with a key and a session's cookie is refused, even if one of them is wrong", async () => {
    const { key } = await newKeyOf(here.admin);
    const headers = { authorization: `Bearer ${key}` };
    const jar = { host: "portal.localhost:8080", ...headers };
    for (const cookies of [
      Object.fromEntries(here.admin.cookies),
      { "__Host-sallyport-administrator": "wrong" },
      { "__Host-sallyport-user": "A".repeat(43) },
    ]) {
      const answer = await here.world.app.inject({ url: listUsers.path, headers: jar, cookies });
      expect(answer.json()).toMatchObject({ code: "key-beside-session" });
    }
  });

  test("with a key in its address or body is refused, with a session too", async () => {
    const { key } = await newKeyOf(here.admin);
    const cookies = Object.fromEntries(here.admin.cookies);
    const host = "portal.localhost:8080";
    const headers = { authorization: `Bearer ${key}` };
    const requests = [
      { url: `/api/admin/users?access_token=${key}`, headers: { host } },
      { url: `/api/admin/users?search=${key}`, headers: { host }, cookies },
      { url: `/api/admin/users?access_token=${key}`, headers: { host, ...headers } },
      {
        method: "PUT",
        url: `/api/admin/users/${here.userId}`,
        headers: { host },
        cookies,
        payload: { deep: [{ name: `my ${key}` }] },
      },
    ] as const;
    for (const request of requests) {
      const answer = await here.world.app.inject(request);
      expect(answer.json()).toMatchObject({ status: 400, code: "key-misplaced" });
    }
  });

  test("with another system's bearer token is as if it had none", async () => {
    const request = {
      url: "/api/admin/user-counts",
      headers: { host: "portal.localhost:8080", authorization: "Bearer eyJhbGciOiJIUzI1NiJ9.e30.x" },
    };
    const cookies = Object.fromEntries(here.admin.cookies);
    expect((await here.world.app.inject({ ...request, cookies })).statusCode).toBe(200);
    expect((await here.world.app.inject(request)).json()).toMatchObject({ code: "not-signed-in" });
  });

  test("with a wrong key says how to authenticate, and after 30 of them the network waits", async () => {
    const mistyped = await sendWithKey(here.world, "sallyport_mistyped", countUsers, {});
    expect(mistyped.headers["www-authenticate"]).toBe('Bearer error="invalid_token"');
    for (let n = 0; n < 29; n += 1) expect(await count("sallyport_mistyped")).toBe("401 key-invalid");
    const { key } = await newKeyOf(here.admin);
    const refused = await sendWithKey(here.world, key, countUsers, {});
    expect(refused.headers["retry-after"]).toBe("600");
    here.world.clock.turnTo(here.world.clock.now() + 10 * minute);
    expect(await count(key)).toBe("ok");
  });
});

describe("all keys of an administrator end for good", () => {
  const endings = {
    "with a suspension": async (id: string) => {
      await here.admin.get(setAdministratorState, { params: { id }, body: { state: "suspended" } });
      await here.admin.get(setAdministratorState, { params: { id }, body: { state: "active" } });
    },
    "with a lower role": async (id: string) => {
      await here.admin.get(changeRole, { params: { id }, body: { role: "help-desk" } });
      await here.admin.get(changeRole, { params: { id }, body: { role: "owner" } });
    },
    "with a reset of the second factors": (id: string) =>
      here.admin.get(resetAdministrator, { params: { id } }),
    "with a recovery from the command line": () => {
      const { database, clock } = here.world.parts;
      const portalOrigin = "https://login.example.com";
      return recover(database, { email: "grace@example.com", portalOrigin, now: clock.now() });
    },
    "with the account": (id: string) =>
      here.world.parts.database.deleteFrom("accounts").where("id", "=", id).execute(),
    "with a restored backup": () => endWhatIsOpen(here.world.parts.database, here.world.clock.now()),
  };

  test.for(Object.entries(endings))("%s", async ([, end]) => {
    const { id } = await here.world.addAccount(grace);
    const { key } = await newKeyOf(await proven(here.world, grace), { role: "read-only" });
    expect(await count(key)).toBe("ok");
    await end(id);
    expect(await count(key)).toBe("401 key-invalid");
    expect(await here.world.parts.database.selectFrom("api_keys").select("id").execute()).toEqual([]);
  });

  test("but not with a higher role, or when all sessions end", async () => {
    const person = { ...grace, role: "help-desk" } as const;
    const { id } = await here.world.addAccount(person);
    const { key } = await newKeyOf(await proven(here.world, person));
    await here.admin.get(changeRole, { params: { id }, body: { role: "owner" } });
    await here.admin.get(endEverySession, { query: {} });
    expect(await count(key)).toBe("ok");
  });

  test("when an owner ends all sessions and all API keys, their own too", async () => {
    await here.world.addAccount(grace);
    const graces = await newKeyOf(await proven(here.world, grace), { role: "read-only", name: "Report" });
    const own = await newKeyOf(here.admin);
    expect(await here.admin.get(endEverySession, { query: { keys: "end" } })).toMatchObject({ endedKeys: 2 });
    expect([await count(graces.key), await count(own.key)]).toEqual(["401 key-invalid", "401 key-invalid"]);
    const ended = await events("api_keys_ended", "every_session_ended");
    expect(ended.map(({ detail }) => detail)).toEqual([
      "every session ended: Nightly",
      "every session ended: Report",
      "1 ended, and 2 API keys",
    ]);
  });
});

describe("at each use", () => {
  test.for([
    ["a suspended owner", { state: "suspended" }],
    ["an owner who must choose a password", { state: "staged" }],
    ["a locked owner", { deadline_locked_at: 1 }],
  ] as const)("%s can't act through it", { tags: ["AT-93"] }, async ([, changes]) => {
    const { key } = await newKeyOf(here.admin);
    await changeOwner(changes);
    expect(await count(key)).toBe("401 key-invalid");
  });

  test("an owner without a second factor can't act through it", async () => {
    const { key } = await newKeyOf(here.admin);
    await changeOwner({ mfa_required: 0 });
    await here.world.parts.database.deleteFrom("totp_factors").execute();
    expect(await count(key)).toBe("401 key-invalid");
  });

  test("it acts with its owner's current role, if that is lower, and never with a higher one", {
    tags: ["AT-93"],
  }, async () => {
    const high = await newKeyOf(here.admin, { name: "High", role: "owner" });
    const low = await newKeyOf(here.admin, { name: "Low", role: "read-only" });
    const params = { id: here.userId };
    const body = { name: "Other" };
    expect(await resultWithKey(here.world, low.key, saveUser, { params, body })).toBe("403 forbidden");
    await changeOwner({ role: "read-only" });
    expect(await resultWithKey(here.world, high.key, saveUser, { params, body })).toBe("403 forbidden");
    expect(await resultWithKey(here.world, high.key, showUser, { params })).toBe("ok");
    await changeOwner({ role: null });
    expect(await resultWithKey(here.world, high.key, showUser, { params })).toBe("403 forbidden");
  });
});

describe("revoking", () => {
  test("ends one key at once and no other, without a fresh proof", async () => {
    const one = await newKeyOf(here.admin, { name: "One" });
    const other = await newKeyOf(here.admin, { name: "Other" });
    here.world.clock.turnTo(here.world.clock.now() + 11 * minute);
    await here.admin.get(revokeApiKey, { params: { id: one.id } });
    expect([await count(one.key), await count(other.key)]).toEqual(["401 key-invalid", "ok"]);
    expect((await here.admin.refusal(revokeApiKey, { params: { id: one.id } })).code).toBe("not-found");
  });

  test("owners see and revoke the keys of all, and other administrators only their own", async () => {
    const person = { ...grace, role: "administrator" } as const;
    await here.world.addAccount(person);
    const graces = await proven(here.world, person);
    const own = await newKeyOf(graces, { name: "Grace's" });
    const adas = await newKeyOf(here.admin, { name: "Ada's" });
    const names = async (console: typeof graces) =>
      (await console.get(listApiKeys, {})).keys.map(({ name }) => name).toSorted();
    expect(await names(graces)).toEqual(["Grace's"]);
    expect(await names(here.admin)).toEqual(["Ada's", "Grace's"]);
    expect((await graces.refusal(revokeApiKey, { params: { id: adas.id } })).code).toBe("not-found");
    await here.admin.get(revokeApiKey, { params: { id: own.id } });
    expect([await count(own.key), await count(adas.key)]).toEqual(["401 key-invalid", "ok"]);
  });
});
