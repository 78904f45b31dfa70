import * as contract from "@sallyport/contract/administrators";
import type { Endpoint } from "@sallyport/contract/endpoint";
import { type AdministratorRole, administratorRoles } from "@sallyport/contract/text";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { Browser } from "../../../lab/simulation/browser.ts";
import { endpoints, refusalIn, send } from "../../../lab/simulation/contract-requests.ts";
import { settledDump } from "../../../lab/simulation/database-dump.ts";
import { proven, ursula, withPasswordAlone } from "../../../lab/simulation/people.ts";
import { newKeyOf } from "../../../lab/simulation/script.ts";
import { type Person, type SimulatedApp, simulateApp } from "../../../lab/simulation/simulated-app.ts";
import { isAtLeast, mayActOn } from "./rules/roles.ts";

const lowest: Record<string, AdministratorRole> = {
  "GET /api/admin/users": "read-only",
  "GET /api/admin/users/:id": "read-only",
  "GET /api/admin/user-counts": "read-only",
  "GET /api/admin/user-export": "read-only",
  "GET /api/admin/enforcement/coverage": "read-only",
  "GET /api/admin/enforcement/deadlines": "read-only",
  "GET /api/admin/users/:id/security": "read-only",
  "GET /api/admin/users/:id/groups": "read-only",
  "GET /api/admin/groups": "read-only",
  "GET /api/admin/groups/:id": "read-only",
  "GET /api/admin/new-users": "read-only",
  "GET /api/admin/applications": "read-only",
  "GET /api/admin/applications/:id": "read-only",
  "GET /api/admin/applications/:id/refusals": "read-only",
  "GET /api/admin/administrators": "read-only",
  "GET /api/admin/openapi.json": "read-only",
  "GET /api/admin/api-keys": "read-only",
  "POST /api/admin/api-keys": "read-only",
  "DELETE /api/admin/api-keys/:id": "read-only",
  "GET /api/admin/activity": "read-only",
  "GET /api/admin/activity/:id": "read-only",
  "GET /api/admin/activity/export": "read-only",
  "GET /api/admin/jobs": "read-only",
  "GET /api/admin/jobs/:id": "read-only",
  "GET /api/admin/jobs/:id/rows": "read-only",
  "GET /api/admin/jobs/:id/report": "read-only",
  "POST /api/admin/user-imports": "administrator",
  "POST /api/admin/user-imports/inspection": "administrator",
  "POST /api/admin/user-jobs": "help-desk",
  "POST /api/admin/jobs/:id/confirm": "help-desk",
  "POST /api/admin/jobs/:id/pause": "help-desk",
  "POST /api/admin/jobs/:id/resume": "help-desk",
  "POST /api/admin/jobs/:id/end": "help-desk",
  "GET /api/admin/administrators/all": "read-only",
  "GET /api/admin/permissions": "read-only",
  "GET /api/admin/settings": "read-only",
  "GET /api/admin/overview": "read-only",
  "GET /api/admin/checklist": "administrator",
  "POST /api/admin/checklist/backups": "owner",
  "POST /api/admin/test-mail": "administrator",
  "POST /api/admin/users/:id/extend": "help-desk",
  "POST /api/admin/users/:id/unlock": "help-desk",
  "POST /api/admin/users/:id/reset-authenticator": "help-desk",
  "POST /api/admin/users/:id/accept-codes": "help-desk",
  "POST /api/admin/users/:id/invite": "help-desk",
  "DELETE /api/admin/users/:id/sessions": "help-desk",
  "DELETE /api/admin/users/:id/sessions/:session": "help-desk",
  "DELETE /api/admin/users/:id/apps/:factor": "help-desk",
  "DELETE /api/admin/users/:id/passkeys/:factor": "help-desk",
  "POST /api/admin/users/:id/password-reset": "help-desk",
  "POST /api/admin/administrators/:id/reset-factors": "help-desk",
  "POST /api/admin/administrators/:id/unlock": "help-desk",
  "POST /api/admin/administrators/:id/accept-codes": "help-desk",
  "DELETE /api/admin/administrators/:id/sessions": "help-desk",
  "POST /api/admin/users": "administrator",
  "GET /api/admin/username-proposal": "administrator",
  "PUT /api/admin/users/:id": "administrator",
  "POST /api/admin/users/:id/shorten": "administrator",
  "POST /api/admin/users/:id/state": "administrator",
  "POST /api/admin/users/:id/withdraw-invitation": "administrator",
  "POST /api/admin/users/:id/bypass-code": "administrator",
  "DELETE /api/admin/users/:id/bypass-code": "help-desk",
  "POST /api/admin/users/:id/delete": "administrator",
  "POST /api/admin/groups": "administrator",
  "PUT /api/admin/groups/:id": "administrator",
  "PUT /api/admin/groups/:id/requirement": "administrator",
  "DELETE /api/admin/groups/:id": "administrator",
  "POST /api/admin/groups/:id/members": "administrator",
  "DELETE /api/admin/groups/:id/members/:member": "administrator",
  "PUT /api/admin/new-users": "administrator",
  "POST /api/admin/applications": "administrator",
  "PUT /api/admin/applications/:id": "administrator",
  "POST /api/admin/applications/:id/delete": "administrator",
  "POST /api/admin/applications/:id/secrets": "administrator",
  "DELETE /api/admin/applications/:id/secrets/:secret": "administrator",
  "POST /api/admin/applications/:id/refusals/:refusal/allow": "administrator",
  "POST /api/admin/applications/:id/trials": "administrator",
  "POST /api/admin/applications/:id/trials/:trial": "administrator",
  "POST /api/admin/administrators": "administrator",
  "PUT /api/admin/administrators/:id": "administrator",
  "POST /api/admin/administrators/:id/state": "administrator",
  "POST /api/admin/administrators/:id/delete": "administrator",
  "POST /api/admin/administrators/:id/invite": "administrator",
  "PUT /api/admin/administrators/:id/role": "owner",
  "PUT /api/admin/administrators/all": "owner",
  "DELETE /api/admin/sessions": "owner",
  "GET /api/admin/webhooks": "owner",
  "POST /api/admin/webhooks": "owner",
  "POST /api/admin/webhooks/:id/resume": "owner",
  "POST /api/admin/webhooks/:id/secret": "owner",
  "POST /api/admin/webhooks/:id/test": "owner",
  "DELETE /api/admin/webhooks/:id": "owner",
  "PUT /api/admin/settings": "owner",
  "PUT /api/admin/settings/logo": "owner",
};

/** Every endpoint outside of this list refuses API keys. */
const openToKeys = new Set([
  "GET /api/admin/openapi.json",
  "GET /api/admin/users",
  "GET /api/admin/users/:id",
  "GET /api/admin/user-export",
  "GET /api/admin/user-counts",
  "GET /api/admin/enforcement/coverage",
  "GET /api/admin/enforcement/deadlines",
  "GET /api/admin/users/:id/security",
  "GET /api/admin/administrators",
  "GET /api/admin/activity",
  "GET /api/admin/activity/:id",
  "GET /api/admin/activity/export",
  "POST /api/admin/users/:id/extend",
  "POST /api/admin/users/:id/unlock",
  "POST /api/admin/users/:id/invite",
  "DELETE /api/admin/users/:id/sessions",
  "DELETE /api/admin/users/:id/sessions/:session",
  "POST /api/admin/users",
  "PUT /api/admin/users/:id",
  "POST /api/admin/users/:id/shorten",
  "POST /api/admin/users/:id/state",
  "POST /api/admin/users/:id/withdraw-invitation",
]);

const ofConsole = endpoints.filter(({ endpoint }) => endpoint.asks === "administrator");
const person = (login: string, role: AdministratorRole): Person => ({
  realm: "administrator",
  login,
  role,
  password: "a phrase that is long",
});

let world: SimulatedApp;
beforeEach(async () => {
  world = await simulateApp();
});
afterEach(() => world[Symbol.asyncDispose]());

async function consoleOf(role: AdministratorRole): Promise<Browser> {
  await world.addAccount(person(`actor-${role}`, role));
  return proven(world, person(`actor-${role}`, role));
}

test("every endpoint of the console declares the lowest role that the table lists", {
  tags: ["R53"],
}, () => {
  const declared = ofConsole.map(({ name, endpoint }) => [name, endpoint.atLeast]);
  expect(Object.fromEntries(declared)).toEqual(lowest);
});

test.for(administratorRoles)(
  "%s gets a refusal from every endpoint that needs a higher role",
  { tags: ["AT-20", "R53"] },
  async (role) => {
    const userId = (await world.addAccount(ursula)).id;
    const { cookies } = await consoleOf(role);
    let before = await settledDump(world);
    for (const { name, endpoint } of ofConsole) {
      const answer = await send({ world, userId }, endpoint, {
        cookies: Object.fromEntries(cookies),
        ...(endpoint.body ? { payload: "{}" } : {}),
      });
      const isRefused = answer.statusCode !== 200 && refusalIn(answer) === "403 forbidden";
      const isAllowed = isAtLeast(role, lowest[name] ?? "owner");
      expect([name, isRefused]).toEqual([name, !isAllowed]);
      const after = await settledDump(world);
      expect(isAllowed ? before : after).toEqual(before);
      before = after;
    }
  },
);

test("exactly the listed endpoints allow API keys, and no such endpoint needs a proof", {
  tags: ["R53"],
}, () => {
  const allowing = endpoints.filter(({ endpoint }) => endpoint.allowsKeys === true);
  expect(new Set(allowing.map(({ name }) => name))).toEqual(openToKeys);
  expect(allowing.filter(({ endpoint: { asks, proof } }) => asks !== "administrator" || proof)).toEqual([]);
});

test.for(administratorRoles)(
  "an API key with the role %s can't use an endpoint that refuses keys or needs a higher role",
  { tags: ["AT-20", "AT-93", "R53"] },
  async (role) => {
    const userId = (await world.addAccount(ursula)).id;
    const { key } = await newKeyOf(await consoleOf(role), { role });
    const headers = { authorization: `Bearer ${key}` };
    let before: unknown;
    for (const { name, endpoint } of endpoints) {
      const answer = await send({ world, userId }, endpoint, {
        headers,
        ...(endpoint.body ? { payload: "{}" } : {}),
      });
      const outcome = answer.statusCode === 200 ? "ok" : refusalIn(answer);
      const isHighEnough = isAtLeast(role, lowest[name] ?? "owner");
      const expected = openToKeys.has(name)
        ? isHighEnough
          ? "passes"
          : "403 forbidden"
        : "403 key-not-allowed";
      const passes = outcome !== "403 forbidden" && outcome !== "403 key-not-allowed";
      expect([name, passes ? "passes" : outcome]).toEqual([name, expected]);
      const after = await settledDump(world);
      // The first request stores the key's time of use, so the comparison starts after it.
      expect(passes || before === undefined ? before : after).toEqual(before);
      before = after;
    }
  },
);

test("a session without a role is refused by every endpoint of the console", async () => {
  await world.addAccount(person("nobody", "read-only"));
  const { cookies } = await withPasswordAlone(world, person("nobody", "read-only"));
  await world.parts.database.updateTable("accounts").set({ role: null }).execute();
  for (const { endpoint } of ofConsole) {
    const payload = endpoint.body ? { payload: "{}" } : {};
    const answer = await send({ world, userId: "" }, endpoint, {
      cookies: Object.fromEntries(cookies),
      ...payload,
    });
    expect(refusalIn(answer)).toBe("403 forbidden");
  }
});

const acts: { endpoint: Endpoint; body?: Record<string, unknown> }[] = [
  { endpoint: contract.editAdministrator, body: { isMfaRequired: true } },
  { endpoint: contract.changeRole, body: { role: "read-only" } },
  { endpoint: contract.resetAdministrator },
  { endpoint: contract.unlockAdministrator },
  { endpoint: contract.setAdministratorState, body: { state: "suspended" } },
  { endpoint: contract.endAdministratorSessions },
  { endpoint: contract.inviteAdministratorAgain },
  { endpoint: contract.deleteAdministrator, body: { confirmation: "subject-7@example.com" } },
];

describe.for(administratorRoles)("%s", (actorRole) => {
  test.for(administratorRoles)(
    "can do to %s only what the two roles allow",
    { tags: ["AT-07", "R53"] },
    async (subjectRole) => {
      const { cookies } = await consoleOf(actorRole);
      for (const [index, { endpoint, body }] of acts.entries()) {
        const { id } = await world.addAccount(person(`subject-${index}`, subjectRole));
        const answer = await send({ world, userId: id }, endpoint, {
          cookies: Object.fromEntries(cookies),
          ...(body ? { payload: JSON.stringify(body) } : {}),
        });
        const isAllowed =
          mayActOn(actorRole, subjectRole) && isAtLeast(actorRole, endpoint.atLeast ?? "owner");
        const isForbidden = answer.statusCode !== 200 && refusalIn(answer) === "403 forbidden";
        expect([endpoint.path, isForbidden]).toEqual([endpoint.path, !isAllowed]);
      }
    },
  );

  test("can't give a role above its own to a new administrator, another one, or itself", {
    tags: ["AT-21", "R53"],
  }, async () => {
    const browser = await consoleOf(actorRole);
    const { administrators } = await browser.get(contract.listAdministrators, {});
    const self = administrators.find(({ isMe }) => isMe)?.id ?? "";
    const below = (await world.addAccount(person("below", "read-only"))).id;
    for (const role of administratorRoles) {
      const body = { email: `new-${role}@example.com`, name: "New", role };
      const added = await browser.ask(contract.addAdministrator, { body });
      const mayAdd = isAtLeast(actorRole, "administrator") && mayActOn(actorRole, role);
      expect(added.ok ? "added" : added.problem.code).toBe(mayAdd ? "added" : "forbidden");
      const changed = await browser.ask(contract.changeRole, { params: { id: below }, body: { role } });
      expect(changed.ok ? "changed" : changed.problem.code).toBe(
        actorRole === "owner" ? "changed" : "forbidden",
      );
      const own = await browser.refusal(contract.changeRole, { params: { id: self }, body: { role } });
      expect(own.code).toBe("forbidden");
    }
    const after = await browser.get(contract.listAdministrators, {});
    expect(after.administrators.find(({ isMe }) => isMe)?.role).toBe(actorRole);
  });
});
