import * as contract from "@sallyport/contract/applications/applications";
import { addGroup, addMember, deleteGroup } from "@sallyport/contract/groups";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { withPasswordAlone } from "../../lab/simulation/people.ts";
import { send } from "../../lab/simulation/relying-party.ts";
import { newConsole, type Scene, scene } from "../../lab/simulation/scene.ts";
import { day, minute } from "../core/clock.ts";
import { findApplication } from "./applications.repository.ts";
import { noteRefusal } from "./note-refusal.ts";
import { matchingSecret } from "./secrets.ts";

let here: Scene;

beforeEach(async () => {
  here = await scene();
});
afterEach(() => here[Symbol.asyncDispose]());

const add = (which: string, address: string, name?: string) =>
  here.admin.get(contract.addApplication, { body: { which, address, ...(name ? { name } : {}) } });
const show = (id: string) => here.admin.get(contract.showApplication, { params: { id } });
const change = (id: string, body: Omit<contract.ApplicationChanges, "groups"> & { groups?: string[] }) =>
  here.admin.ask(contract.changeApplication, { params: { id }, body });
const wiki = async () => (await add("other", "wiki.example.com", "Wiki")).application.id;
const stored = (id: string) => findApplication(here.world.parts.database, id);

/** The second factor is too old for changes that need reauthentication. The session still works. */
function growStale(): void {
  here.world.clock.turnTo(here.world.clock.now() + 15 * minute);
}

async function codeOf(answer: ReturnType<typeof change>): Promise<string> {
  const result = await answer;
  return result.ok ? "ok" : result.problem.code;
}

describe("a new application", () => {
  test("is filled in from two fields, and lets no user in yet", async () => {
    const { application, secret } = await add("other", " Wiki.example.com/docs/ ");
    expect(application).toMatchObject({
      name: "wiki.example.com",
      template: null,
      kind: "openid",
      clientType: "confidential",
      launchAddress: "https://wiki.example.com/docs",
      callbackAddresses: [],
      openTo: "groups",
      groups: [],
      users: { all: 0, notSetUp: 0 },
      secondFactor: "account",
      firstLoginAt: null,
    });
    const found = await stored(application.id);
    expect(matchingSecret(found?.secrets ?? [], secret ?? "", 0)).toMatchObject({ isExpired: false });
    expect(await show(application.id)).toEqual(application);
  });

  test("behind a proxy has the server's own callback address at its origin, and no secret", async () => {
    const { application, secret } = await add("proxy", "https://app.example.com/start");
    expect(secret).toBeNull();
    expect(application).toMatchObject({
      kind: "proxy",
      launchAddress: "https://app.example.com/start",
      callbackAddresses: ["https://app.example.com/.sallyport/callback"],
      secrets: [],
    });
    const moved = await here.admin.get(contract.changeApplication, {
      params: { id: application.id },
      body: { launchAddress: "https://new.example.com/", callbackAddresses: ["https://evil.example/"] },
    });
    expect(moved.callbackAddresses).toEqual(["https://new.example.com/.sallyport/callback"]);
    expect(await codeOf(change(application.id, { launchAddress: null }))).toBe("invalid-request");
  });

  test("of an unknown template or with a wrong address is refused, and says which field is wrong", async () => {
    const refused = async (body: { which: string; address: string }) => {
      const { code, fields } = await here.admin.refusal(contract.addApplication, { body });
      return [code, fields?.map(({ path }) => path)];
    };
    expect(await refused({ which: "no-such-thing", address: "a.example.com" })).toEqual([
      "invalid-request",
      ["which"],
    ]);
    expect(await refused({ which: "other", address: "https://app@evil.example" })).toEqual([
      "invalid-request",
      ["address"],
    ]);
    expect(await here.admin.get(contract.listApplications, { query: {} })).toEqual({
      applications: [],
      next: null,
    });
  });

  test("is listed by name, page by page, with the number of its groups", async () => {
    const id = await wiki();
    await add("other", "https://chat.example.com", "chat");
    const { id: group } = await here.admin.get(addGroup, { body: { name: "Staff" } });
    await change(id, { groups: [group] });
    const first = await here.admin.get(contract.listApplications, { query: { limit: 1 } });
    expect(first.applications).toMatchObject([{ name: "chat", groups: 0 }]);
    const query = { limit: 1, after: first.next ?? "" };
    const second = await here.admin.get(contract.listApplications, { query });
    expect(second).toMatchObject({ applications: [{ name: "Wiki", groups: 1 }], next: null });
    expect(
      (await here.admin.get(contract.listApplications, { query: { search: "wik" } })).applications,
    ).toEqual(second.applications);
  });
});

describe("a change", () => {
  test("takes only the given fields, and counts who can log in", async () => {
    const id = await wiki();
    const { id: group } = await here.admin.get(addGroup, { body: { name: "Staff" } });
    await here.admin.get(addMember, { params: { id: group }, body: { user: here.userId } });
    await change(id, { groups: [group], callbackAddresses: ["https://wiki.example.com/cb"] });
    await change(id, { name: "Docs", secondFactor: "always" });
    expect(await show(id)).toMatchObject({
      name: "Docs",
      groups: [{ id: group, name: "Staff" }],
      users: { all: 1, notSetUp: 1 },
      callbackAddresses: ["https://wiki.example.com/cb"],
      launchAddress: "https://wiki.example.com",
    });
    await change(id, { openTo: "everyone" });
    expect((await show(id)).users).toEqual({ all: 1, notSetUp: 1 });
    await here.admin.get(deleteGroup, { params: { id: group } });
    expect((await show(id)).groups).toEqual([]);
  });

  test("by a second administrator is refused if the first one was faster", async () => {
    const id = await wiki();
    const { version } = await show(id);
    const grace = await newConsole(here.world);
    await grace.get(contract.changeApplication, { params: { id }, body: { version, name: "Docs" } });
    expect(await codeOf(change(id, { version, secondFactor: "always" }))).toBe("changed-meanwhile");
    expect(await show(id)).toMatchObject({ name: "Docs", secondFactor: "account" });
  });

  test("that eases something takes a fresh second factor, and a stricter one doesn't", async () => {
    const id = await wiki();
    await change(id, { callbackAddresses: ["https://wiki.example.com/cb"] });
    const { id: group } = await here.admin.get(addGroup, { body: { name: "Staff" } });
    growStale();
    expect(await codeOf(change(id, { secondFactor: "always", name: "Docs" }))).toBe("ok");
    const before = await show(id);
    const easing: Parameters<typeof change>[1][] = [
      { secondFactor: "account" },
      { openTo: "everyone" },
      { groups: [group] },
      { callbackAddresses: [...before.callbackAddresses, "https://wiki.example.com/x"] },
      { afterLogoutAddresses: ["https://wiki.example.com/x"] },
      { origins: ["https://wiki.example.com"] },
      { logoutAddress: "https://wiki.example.com/x" },
      { launchAddress: "https://evil.example" },
      { clientType: "public" },
      { keepsAccess: true },
    ];
    for (const body of easing)
      expect([body, await codeOf(change(id, body))]).toEqual([body, "insufficient-user-authentication"]);
    expect(await show(id)).toEqual(before);
    expect(await codeOf(change(id, { callbackAddresses: [] }))).toBe("ok");
  });

  test.for<[string, object]>([
    ["callbackAddresses.0", { callbackAddresses: ["http://wiki.example.com/cb"] }],
    [
      "callbackAddresses",
      { callbackAddresses: Array.from({ length: 21 }, (_, n) => `https://a.example/${n}`) },
    ],
    ["afterLogoutAddresses.0", { afterLogoutAddresses: ["https://wiki.example.com/#x"] }],
    ["origins.0", { origins: ["https://wiki.example.com/path"] }],
    ["logoutAddress", { logoutAddress: "https://169.254.169.254/latest" }],
    ["groups", { groups: ["3f0e8a52-6c1d-4b7e-9a53-0d6f1c2b4e5a"] }],
    ["name", { name: "https://evil.example/" }],
  ])("with a wrong %s is refused, and names it", async ([path, body]) => {
    const id = await wiki();
    const before = await show(id);
    const { code, fields } = await here.admin.refusal(contract.changeApplication, { params: { id }, body });
    expect([code, fields?.[0]?.path]).toEqual(["invalid-request", path]);
    expect(await show(id)).toEqual(before);
  });

  test("to a public application deletes its secrets, and no new one can be made", async () => {
    const id = await wiki();
    await change(id, { clientType: "public" });
    expect((await show(id)).secrets).toEqual([]);
    const asked = { params: { id }, body: { days: null } };
    expect((await here.admin.refusal(contract.addSecret, asked)).code).toBe("not-now");
  });
});

describe("secrets", () => {
  test("two live at a time, each is shown once, and an expired one makes room", async () => {
    const id = await wiki();
    here.world.clock.turnTo(here.world.clock.now() + minute);
    const made = await here.admin.get(contract.addSecret, { params: { id }, body: { days: 1 } });
    expect(made.application.secrets).toMatchObject([
      { hint: made.secret.slice(-4), expiresAt: new Date(here.world.clock.now() + day).toISOString() },
      { expiresAt: null },
    ]);
    const asked = { params: { id }, body: { days: null } };
    expect((await here.admin.refusal(contract.addSecret, asked)).code).toBe("too-many-secrets");
    expect(JSON.stringify(await show(id))).not.toContain(made.secret.slice(0, 60));
    await here.world.parts.database.updateTable("application_secrets").set({ expires_at: 1 }).execute();
    expect((await show(id)).secrets.map(({ isExpired }) => isExpired)).toEqual([true, true]);
    const { application } = await here.admin.get(contract.addSecret, asked);
    expect(application.secrets).toHaveLength(1);
    const [left] = application.secrets;
    const params = { id, secret: left?.id ?? "" };
    expect((await here.admin.get(contract.endSecret, { params })).secrets).toEqual([]);
    expect((await here.admin.refusal(contract.endSecret, { params })).code).toBe("not-found");
  });

  test("are never in what Read Only gets", { tags: ["AT-130"] }, async () => {
    const { application, secret } = await add("other", "wiki.example.com");
    const person = {
      realm: "administrator",
      login: "rhea",
      role: "read-only",
      password: "rhea's long phrase",
    } as const;
    await here.world.addAccount(person);
    const reader = await withPasswordAlone(here.world, person);
    const params = { id: application.id };
    const seen = JSON.stringify([
      await reader.get(contract.showApplication, { params }),
      await reader.get(contract.listApplications, { query: {} }),
      await reader.get(contract.listRefusals, { params }),
    ]);
    expect(seen).not.toContain(secret?.slice(0, 8));
    const [kept] = (await stored(application.id))?.secrets ?? [];
    expect(kept?.hash).toHaveLength(43);
    expect(seen).not.toContain(kept?.hash);
  });
});

const refuse = (applicationId: string, reason: contract.RefusalReason, detail: string) =>
  noteRefusal(here.world.parts.database, { applicationId, reason, detail }, here.world.clock.now());
const refusalsOf = async (id: string) =>
  (await here.admin.get(contract.listRefusals, { params: { id } })).refusals;

describe("refused attempts", () => {
  test("offer only an address at the application's own origin", { tags: ["AT-131"] }, async () => {
    const id = await wiki();
    const details = [
      "https://wiki.example.com/callback/",
      "https://wiki.example.com.evil.example/callback",
      "https://app@wiki.example.com/callback",
      "https://wiki.example.com/#callback",
      "https://wiki.example.com/*",
      "http://wiki.example.com/callback",
      "https://WIKI.example.com/callback",
      "https://wiki.example.com/callback\n",
    ];
    for (const detail of details) await refuse(id, "callback-address", detail);
    await refuse(id, "wrong-secret", "https://wiki.example.com/callback");
    const offered = (await refusalsOf(id)).filter(({ canAllow }) => canAllow);
    expect(offered.map(({ detail }) => detail)).toEqual([details[0]]);
    for (const { id: refusal, canAllow } of await refusalsOf(id)) {
      if (canAllow) continue;
      const params = { id, refusal };
      expect((await here.admin.refusal(contract.allowAddress, { params })).code).toBe("address-not-allowed");
    }
    expect((await show(id)).callbackAddresses).toEqual([]);
  });

  test("tell which callback address a new application asks for", async () => {
    const id = await wiki();
    const asked = { client_id: id, redirect_uri: "https://wiki.example.com/cb", response_type: "code" };
    const query = new URLSearchParams({ ...asked, scope: "openid" }).toString();
    const answer = await send(here.world, `/oidc/auth?${query}`, {});
    expect([answer.status, answer.body]).toEqual([400, expect.stringContaining("invalid_redirect_uri")]);
    expect(await refusalsOf(id)).toMatchObject([
      { reason: "callback-address", detail: asked.redirect_uri, canAllow: true },
    ]);
  });

  test("end when their address is allowed, and the address is registered as it was sent", async () => {
    const id = await wiki();
    await refuse(id, "callback-address", "https://wiki.example.com/cb");
    await refuse(id, "address-after-logout", "https://wiki.example.com/out");
    await refuse(id, "origin", "https://wiki.example.com");
    const refusals = await refusalsOf(id);
    growStale();
    const params = { id, refusal: refusals[0]?.id ?? "" };
    expect((await here.admin.refusal(contract.allowAddress, { params })).code).toBe(
      "insufficient-user-authentication",
    );
    const admin = await newConsole(here.world);
    for (const { id: refusal } of refusals)
      await admin.get(contract.allowAddress, { params: { id, refusal } });
    expect(await admin.get(contract.showApplication, { params: { id } })).toMatchObject({
      callbackAddresses: ["https://wiki.example.com/cb"],
      afterLogoutAddresses: ["https://wiki.example.com/out"],
      origins: ["https://wiki.example.com"],
    });
    expect((await admin.get(contract.listRefusals, { params: { id } })).refusals).toEqual([]);
    expect((await admin.refusal(contract.allowAddress, { params })).code).toBe("not-found");
  });
});

test("an application is deleted only by its name, and is gone then", async () => {
  const id = await wiki();
  const remove = (confirmation: string) =>
    here.admin.ask(contract.deleteApplication, { params: { id }, body: { confirmation } });
  expect(await remove("Wik")).toMatchObject({ problem: { fields: [{ path: "confirmation" }] } });
  expect((await remove(" WIKI ")).ok).toBe(true);
  expect((await here.admin.refusal(contract.showApplication, { params: { id } })).code).toBe("not-found");
});
