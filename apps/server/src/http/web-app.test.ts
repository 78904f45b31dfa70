import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { brotliCompressSync, brotliDecompressSync, gunzipSync, gzipSync } from "node:zlib";
import { authenticatorPages, portalPages } from "@sallyport/contract/pages";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type SimulatedApp, simulateApp } from "../../lab/simulation/simulated-app.ts";

const page = `<!doctype html><title>built page</title><script type="module" crossorigin src="/assets/index-x.js"></script>`;
const script = `console.log("${"built ".repeat(200)}")`;

let root: string;
let world: SimulatedApp;

beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), "sallyport-web-app-"));
  await mkdir(join(root, "assets"));
  const files = { "index.html": page, "assets/index-x.js": script, "sw.js": script };
  for (const [name, content] of Object.entries(files)) {
    await writeFile(join(root, name), content);
    await writeFile(join(root, `${name}.gz`), gzipSync(content));
    await writeFile(join(root, `${name}.br`), brotliCompressSync(content));
  }
  await writeFile(join(root, "assets/font.woff2"), "font");
  world = await simulateApp({ portal: root, authenticator: root });
});

afterAll(async () => {
  await world[Symbol.asyncDispose]();
  await rm(root, { recursive: true });
});

const get = (url: string, encoding?: string, host = "portal.localhost:8080") =>
  world.app.inject({
    method: "GET",
    url,
    headers: { host, ...(encoding === undefined ? {} : { "accept-encoding": encoding }) },
  });

const preload = (address: string) => `<${address}>; rel=preload; as=fetch; crossorigin`;

test.for([
  ["/", page, "text/html; charset=utf-8", "no-store"],
  [
    "/assets/index-x.js",
    script,
    "application/javascript; charset=utf-8",
    "public, max-age=31536000, immutable",
  ],
  ["/sw.js", script, "application/javascript; charset=utf-8", "no-cache"],
] as const)(
  "%s is sent as brotli, gzip or plain, as the browser takes it, with the same headers",
  async ([url, content, type, caching]) => {
    for (const host of ["portal.localhost:8080", "authenticator.localhost:8080"]) {
      const taken = [
        { takes: "gzip, deflate, br", sent: "br", read: brotliDecompressSync },
        { takes: "gzip", sent: "gzip", read: gunzipSync },
        { takes: undefined, sent: undefined, read: (raw: Buffer) => raw },
      ];
      for (const { takes, sent, read } of taken) {
        const { statusCode, headers, rawPayload } = await get(url, takes, host);
        expect(statusCode).toBe(200);
        expect(read(rawPayload).toString()).toBe(content);
        expect(headers["content-encoding"]).toBe(sent);
        expect(headers["content-security-policy"]).toContain("default-src 'none'");
        expect(headers).toMatchObject({
          "content-type": type,
          "cache-control": caching,
          vary: "Accept-Encoding",
        });
      }
    }
  },
);

test.for([
  ["/", "same-origin"],
  ["/admin", "same-origin"],
  ["/authorize", "same-origin"],
  ["/authorize/an-id/more", "same-origin"],
  ["/authorize/an-id", "unsafe-none"],
  ["/application-refused", "unsafe-none"],
] as const)(
  "the page %s has the opener policy %s, so that only logins to applications work in popups",
  async ([url, policy]) => {
    const { headers } = await get(url);
    expect(headers["cross-origin-opener-policy"]).toBe(policy);
    expect(headers["x-frame-options"]).toBe("DENY");
    const other = await get(url, undefined, "authenticator.localhost:8080");
    expect(other.headers["cross-origin-opener-policy"]).toBe("same-origin");
  },
);

test("a file that has no compressed copy is sent as it is", async () => {
  const { statusCode, headers, body } = await get("/assets/font.woff2", "gzip, br");
  expect({ statusCode, body }).toEqual({ statusCode: 200, body: "font" });
  expect(headers["content-encoding"]).toBeUndefined();
});

test("the page names the API answers that it reads first, for the browser to fetch along with its script", async () => {
  const first = "</assets/index-x.js>; rel=modulepreload; crossorigin";
  expect((await get("/admin")).headers.link).toBe(
    [first, preload("/api/administrator/sign-in"), preload("/api/about")].join(", "),
  );
  expect((await get("/register", undefined, "authenticator.localhost:8080")).headers.link).toBe(
    [first, preload("/api/registration")].join(", "),
  );
  for (const url of ["/reset-password", "/assets/index-x.js", "/api/about"])
    expect((await get(url)).headers.link).toBeUndefined();
});

test("a compressed copy has no address of its own", async () => {
  for (const url of ["/assets/index-x.js.br", "/assets/index-x.js.gz", "/index.html.br", "/sw.js.gz"]) {
    expect((await get(url, "br")).statusCode).toBe(404);
  }
});

test("an answer of the API is never compressed, so that its length tells nothing of what it holds", async () => {
  const { headers } = await get("/api/about", "gzip, br");
  expect(headers["content-encoding"]).toBeUndefined();
});

const browserAccepts = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8";
const open = (url: string, accept: string, more = {}) =>
  world.app.inject({ url, headers: { host: "portal.localhost:8080", accept, ...more } });

test.for(["/healthz", "/wp-login.php", "/.env", "/admin/nowhere", "/users", "/index.php?x=1", "/settings"])(
  "%s is no page: a browser gets one that says so, and a program gets a problem",
  async (url) => {
    const shown = await open(url, browserAccepts);
    expect({ statusCode: shown.statusCode, body: shown.body }).toEqual({ statusCode: 404, body: page });
    expect(shown.headers).toMatchObject({
      "content-type": "text/html; charset=utf-8",
      "cache-control": "no-store",
      "content-security-policy": expect.stringContaining("default-src 'none'"),
    });
    for (const accept of ["*/*", "application/json", ""]) {
      const told = await open(url, accept);
      expect(told.headers["content-type"]).toContain("application/problem+json");
      expect(told.json()).toMatchObject({ status: 404, code: "not-found" });
    }
  },
);

test("a browser that knows the page already gets the 404 all the same", async () => {
  const { headers } = await get("/");
  const again = {
    "if-none-match": String(headers.etag),
    "if-modified-since": String(headers["last-modified"]),
  };
  expect((await open("/healthz", browserAccepts, again)).statusCode).toBe(404);
});

test.for(["/api/nothing", "/assets/missing.js", "/.well-known/nothing"])(
  "%s, which only programs read, is a problem for a browser, too",
  async (url) => {
    const told = await open(url, browserAccepts);
    expect(told.statusCode).toBe(404);
    expect(told.headers["content-type"]).toContain("application/problem+json");
  },
);

test("every page of both apps opens by its address, with what follows it", async () => {
  const places = [
    ["portal.localhost:8080", portalPages],
    ["authenticator.localhost:8080", authenticatorPages],
  ] as const;
  for (const [host, pages] of places) {
    for (const path of pages) {
      const url = `${path.replace(":id", "3f2a")}?search=x`;
      const { statusCode, headers } = await get(url, undefined, host);
      expect([url, statusCode, headers["cache-control"]]).toEqual([url, 200, "no-store"]);
    }
  }
});
