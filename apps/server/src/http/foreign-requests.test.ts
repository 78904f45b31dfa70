import { forgetRegistration } from "@sallyport/contract/authenticator";
import { leave } from "@sallyport/contract/sign-in";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { authenticatorOrigin, portalOrigin } from "../../lab/simulation/browser.ts";
import {
  changingEndpoints,
  endpoints,
  originOf,
  refusalIn,
  send,
  settle,
  type Town,
} from "../../lab/simulation/contract-requests.ts";
import { dumpOf } from "../../lab/simulation/database-dump.ts";

let town: Town;
beforeAll(async () => {
  town = await settle();
});
afterAll(() => town[Symbol.asyncDispose]());

const dump = () => dumpOf(town.world.parts.database);
const inject = (method: "GET" | "HEAD" | "OPTIONS" | "PUT" | "PATCH" | "TRACE", url: string, headers = {}) =>
  town.world.app.inject({ method, url, headers: { host: "portal.localhost:8080", ...headers } });

describe("another site", () => {
  const foreign = [
    { origin: "https://evil.example" },
    { origin: "null" },
    { origin: "" },
    { origin: authenticatorOrigin.replace("authenticator", "other") },
    { origin: portalOrigin.replace("http:", "https:") },
    { origin: portalOrigin.replace("8080", "8081") },
    { "sec-fetch-site": "cross-site" },
    { "sec-fetch-site": "same-site" },
  ];

  test.for(changingEndpoints)(
    "can't have $name carried out",
    { tags: ["AT-67", "R51"] },
    async ({ endpoint }) => {
      const before = await dump();
      for (const headers of foreign) {
        for (const cookies of Object.values(town.callers)) {
          const response = await send(town, endpoint, { headers, cookies, payload: "{}" });
          expect(refusalIn(response)).toBe("403 foreign-origin");
        }
      }
      expect(await dump()).toEqual(before);
    },
  );

  test("is what the authenticator's origin is to the portal, and the reverse", async () => {
    const toPortal = await send(town, leave, { headers: { origin: authenticatorOrigin } });
    expect(refusalIn(toPortal)).toBe("403 foreign-origin");
    const toAuthenticator = await send(town, forgetRegistration, { headers: { origin: portalOrigin } });
    expect(refusalIn(toAuthenticator)).toBe("403 foreign-origin");
  });

  test("is not who types the address, or who uses a program", async () => {
    for (const headers of [{}, { "sec-fetch-site": "none" }, { "sec-fetch-site": "same-origin" }]) {
      expect((await send(town, leave, { headers })).statusCode).toBe(200);
    }
  });
});

describe("an unknown host", () => {
  const hosts = ["evil.example", "127.0.0.1:8080", "portal.localhost", "portal.localhost:8080.evil.example"];

  test.for(endpoints)("is not answered at $name", async ({ endpoint }) => {
    for (const host of hosts) {
      expect(refusalIn(await send(town, endpoint, { headers: { host } }))).toBe("421 unknown-host");
    }
  });

  test.for(endpoints.filter(({ endpoint }) => endpoint.path !== "/api/about"))(
    "is not what the other app's host is: $name is merely not there",
    async ({ endpoint }) => {
      const other = originOf(endpoint) === portalOrigin ? authenticatorOrigin : portalOrigin;
      const response = await send(town, endpoint, { headers: { host: new URL(other).host } });
      expect(refusalIn(response)).toBe("404 not-found");
    },
  );
});

describe("another method", () => {
  test("HEAD answers like GET, without a body", async () => {
    const { statusCode, payload } = await inject("HEAD", "/api/user/sign-in");
    expect({ statusCode, payload }).toEqual({ statusCode: 200, payload: "" });
  });

  test("OPTIONS grants nothing: there is no CORS here", async () => {
    const preflight = { origin: "https://evil.example", "access-control-request-method": "POST" };
    const response = await inject("OPTIONS", "/api/user/sign-in", preflight);
    expect(refusalIn(response)).toBe("403 foreign-origin");
    expect(Object.keys(response.headers).filter((name) => name.startsWith("access-control"))).toEqual([]);
    expect(refusalIn(await inject("OPTIONS", "/api/user/sign-in"))).toBe("404 not-found");
  });

  test.for(["PUT", "PATCH", "TRACE"] as const)(
    "%s, where nothing takes it, finds nothing",
    async (method) => {
      expect(refusalIn(await inject(method, "/api/user/sign-in"))).toBe("404 not-found");
    },
  );
});

test.for(["/api/about", "/api/nothing", "/api/user/home"])(
  "the answer of %s carries protective headers",
  { tags: ["R62"] },
  async (url) => {
    expect((await inject("GET", url)).headers).toMatchObject({
      "x-content-type-options": "nosniff",
      "referrer-policy": "no-referrer",
      "x-frame-options": "DENY",
      "cross-origin-opener-policy": "same-origin",
      "cross-origin-resource-policy": "same-origin",
      "cache-control": "no-store",
    });
  },
);
