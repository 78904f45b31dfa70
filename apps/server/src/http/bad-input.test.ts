import { once } from "node:events";
import { type AddressInfo, connect } from "node:net";
import { text } from "node:stream/consumers";
import { showEvent } from "@sallyport/contract/activity";
import {
  changeRole,
  deleteAdministrator,
  editAdministrator,
  setAdministratorState,
} from "@sallyport/contract/administrators";
import * as applications from "@sallyport/contract/applications/applications";
import type { Endpoint } from "@sallyport/contract/endpoint";
import * as groups from "@sallyport/contract/groups";
import { confirmJob } from "@sallyport/contract/jobs";
import { Problem } from "@sallyport/contract/problem";
import * as security from "@sallyport/contract/security";
import { submitPassword } from "@sallyport/contract/sign-in";
import { deleteUser, issueBypassCode } from "@sallyport/contract/user-security";
import * as users from "@sallyport/contract/users";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import {
  changingEndpoints,
  endpoints,
  problemIn,
  refusalIn,
  send,
  settle,
  type Town,
} from "../../lab/simulation/contract-requests.ts";
import { settledDump } from "../../lab/simulation/database-dump.ts";

let town: Town;
beforeEach(async () => {
  town = await settle();
});
afterEach(() => town[Symbol.asyncDispose]());

/** An endpoint with a large body reads the body only for a signed-in administrator. */
const cookiesFor = ({ mostBytes }: Endpoint) =>
  mostBytes === undefined ? {} : { cookies: town.callers.administrator };
const refusals = (endpoint: Endpoint, payloads: string[], headers = {}) =>
  Promise.all(
    payloads.map(async (payload) => {
      const request = { payload, headers, ...cookiesFor(endpoint) };
      return refusalIn(await send(town, endpoint, request));
    }),
  );

describe("a body", () => {
  test("that is oversized is refused everywhere", async () => {
    for (const { endpoint } of changingEndpoints) {
      const payload = JSON.stringify({ name: "x".repeat(endpoint.mostBytes ?? 16 * 1024) });
      expect(await refusals(endpoint, [payload])).toEqual(["413 body-too-large"]);
    }
  });

  test("that is broken JSON is an invalid request everywhere", async () => {
    const broken = ["{", "", '{"__proto__": {"isAdministrator": true}}', "\u0000"];
    for (const { endpoint } of changingEndpoints) {
      expect(new Set(await refusals(endpoint, broken))).toEqual(new Set(["400 invalid-request"]));
    }
  });

  test.for(["text/plain", "application/x-www-form-urlencoded", "multipart/form-data", "nonsense"])(
    "of the type %s is taken nowhere, even where none is asked for",
    async (type) => {
      for (const { endpoint } of changingEndpoints) {
        const answers = await refusals(endpoint, ["{}"], { "content-type": type });
        expect(answers).toEqual(["415 unsupported-media-type"]);
      }
    },
  );

  test("with wrong fields is told which ones, and what is wrong with each", async () => {
    const { fields } = problemIn(await send(town, submitPassword, { payload: '{"login": ""}' }));
    expect(fields?.map(({ path }) => path)).toEqual(["login", "password"]);
    expect(fields?.[0]?.message).toBe("Enter your e-mail address or username.");
  });
});

test("a field that the contract does not name sets nothing", { tags: ["R63"] }, async () => {
  const { database } = town.world.parts;
  const account = () => database.selectFrom("accounts").selectAll().where("id", "=", town.userId).execute();
  const before = await account();
  const named = { name: "Ursula", email: "ursula@example.com", mfa: { isRequired: false } };
  const others = {
    role: "owner",
    realm: "administrator",
    password_hash: "x",
    mfa_required: 1,
    username: "eve",
  };
  const payload = JSON.stringify({ ...others, ...named });
  const answer = await send(town, users.saveUser, { cookies: town.callers.administrator, payload });
  expect(answer.statusCode).toBe(200);
  expect(await account()).toEqual(before.map((row) => ({ ...row, name: "Ursula" })));
});

test.for(["/api/%E0%A4%A/sign-in", "/api/%/sign-in", "/%c0%ae"])("%s is no address", async (url) => {
  const response = await town.world.app.inject({ url, headers: { host: "portal.localhost:8080" } });
  expect(refusalIn(response)).toBe("400 invalid-request");
});

describe("on the wire", () => {
  test.for<[what: string, bytes: string]>([
    ["bytes that are not HTTP", "\u0016\u0003\u0001 hello\r\n\r\n"],
    ["endless headers", `GET /api/about HTTP/1.1\r\nX: ${"x".repeat(100_000)}\r\n\r\n`],
    ["two lengths", "POST /api/about HTTP/1.1\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nx"],
  ])("%s get a typed problem, and the connection ends", async ([, bytes]) => {
    const { app } = town.world;
    await app.listen({ port: 0, host: "127.0.0.1" });
    const socket = connect((app.server.address() as AddressInfo).port, "127.0.0.1");
    await once(socket, "connect");
    socket.write(bytes);
    const [head = "", body = ""] = (await text(socket)).split("\r\n\r\n");
    expect(head).toContain("HTTP/1.1 400 Bad Request\r\nContent-Type: application/problem+json\r\n");
    expect(Problem.parse(JSON.parse(body)).code).toBe("invalid-request");
  });
});

describe("ids", () => {
  const byId = endpoints.filter(
    ({ endpoint: { path } }) =>
      path.includes(":id") &&
      path !== showEvent.path &&
      // An authorization opens only with its cookie, which this test doesn't have.
      !path.startsWith("/api/authorizations/"),
  );
  const unknownId = "3f0e8a52-6c1d-4b7e-9a53-0d6f1c2b4e5a";
  const rightBodies: Record<string, unknown> = {
    [users.saveUser.path]: { name: "Ursula", email: "u@example.com", mfa: { isRequired: false } },
    [users.extendDeadline.path]: { days: 7 },
    [users.shortenDeadline.path]: { days: 7 },
    [users.resetAuthenticator.path]: { days: 7 },
    [users.setUserState.path]: { state: "suspended" },
    [editAdministrator.path]: { isMfaRequired: true },
    [changeRole.path]: { role: "read-only" },
    [setAdministratorState.path]: { state: "suspended" },
    [confirmJob.path]: {},
    [deleteUser.path]: { confirmation: "ursula" },
    [issueBypassCode.path]: { hours: 4 },
    [deleteAdministrator.path]: { confirmation: "grace@example.com" },
    [applications.changeApplication.path]: { name: "Wiki" },
    [applications.deleteApplication.path]: { confirmation: "wiki" },
    [applications.addSecret.path]: { days: 30 },
    [groups.renameGroup.path]: { name: "Sales" },
    [groups.setGroupRequirement.path]: { mfa: { isRequired: false } },
    [groups.addMember.path]: { user: unknownId },
    [security.renameApp.path]: { name: "Mine" },
    [security.renamePasskey.path]: { name: "Mine" },
  };

  test.for(byId)("$name knows no unknown id, and none of the other realm", async ({ endpoint }) => {
    const isOfUsers = !endpoint.path.includes("/administrators/");
    const foreignId = isOfUsers ? town.administratorId : town.userId;
    const before = await settledDump(town.world);
    for (const id of [unknownId, foreignId]) {
      const payload = endpoint.body ? { payload: JSON.stringify(rightBodies[endpoint.path]) } : {};
      const asked = {
        params: { realm: "administrator", id },
        cookies: endpoint.asks === "user" ? town.callers.user : town.callers.administrator,
        ...payload,
      };
      expect(refusalIn(await send(town, endpoint, asked))).toBe("404 not-found");
    }
    expect(await settledDump(town.world)).toEqual(before);
  });
});
