import { once } from "node:events";
import { type ClientRequest, type IncomingMessage, request } from "node:http";
import type { AddressInfo } from "node:net";
import { setTimeout as pause } from "node:timers/promises";
import { draftImport, mostImportedBytes } from "@sallyport/contract/user-import";
import { afterEach, beforeEach, expect, test } from "vitest";
import { portalOrigin } from "../../../../lab/simulation/browser.ts";
import { ada, proven } from "../../../../lab/simulation/people.ts";
import { type SimulatedApp, simulateApp } from "../../../../lab/simulation/simulated-app.ts";

let world: SimulatedApp;
let cookie: string;

beforeEach(async () => {
  world = await simulateApp();
  await world.addAccount(ada);
  const admin = await proven(world, ada);
  cookie = [...admin.cookies].map(([name, value]) => `${name}=${value}`).join("; ");
  await world.app.listen({ host: "127.0.0.1", port: 0 });
});
afterEach(() => world[Symbol.asyncDispose]());

const megabyte = 1024 * 1024;

function begin(headers: Record<string, string | number>) {
  const { port } = world.app.server.address() as AddressInfo;
  const sending = request({
    host: "127.0.0.1",
    port,
    method: draftImport.method,
    path: draftImport.path,
    headers: {
      host: new URL(portalOrigin).host,
      origin: portalOrigin,
      "content-type": "application/json",
      ...headers,
    },
  });
  sending.flushHeaders();
  return sending;
}

async function statusOf(sending: ClientRequest): Promise<number | undefined> {
  const [response] = (await once(sending, "response")) as [IncomingMessage];
  sending.destroy();
  return response.statusCode;
}

test("100 MB are refused before the first of them is sent", async () => {
  expect(await statusOf(begin({ cookie, "content-length": 100 * megabyte }))).toBe(413);
});

test("a stranger's file is refused before it is sent", { tags: ["AT-90"] }, async () => {
  expect(await statusOf(begin({ "content-length": 6 * megabyte }))).toBe(401);
});

test("a file of unknown size is cut off", async () => {
  const sending = begin({ cookie });
  const isOver = new AbortController();
  for (const event of ["response", "error", "close"]) sending.on(event, () => isOver.abort());
  let sent = 0;
  const part = Buffer.alloc(megabyte / 4, " ");
  for (; !isOver.signal.aborted && sent < 100 * megabyte; sent += part.length) {
    sending.write(part);
    await pause(2);
  }
  sending.destroy();
  expect(sent).toBeLessThan(30 * megabyte);
});

test("the largest file is accepted", async () => {
  const lines = `name,email\n${"A,a@example.com\n".repeat(10)}`;
  const text = `${lines}${" ".repeat(mostImportedBytes - lines.length)}`;
  const answer = await world.app.inject({
    method: "POST",
    url: "/api/admin/user-imports/inspection",
    headers: { host: new URL(portalOrigin).host, origin: portalOrigin, cookie },
    payload: { file: Buffer.from(text).toString("base64") },
  });
  expect(answer.statusCode).toBe(200);
});
