import { expect, onTestFinished, test } from "vitest";
import { freePort } from "../../free-port.ts";
import { ServerProcess } from "../../server-process.ts";
import { Inspector } from "./inspector.ts";

const megabyte = 1024 ** 2;

test("an inspector sees the heap of another process grow and shrink, and only what is still used", async () => {
  const port = await freePort();
  const server = new ServerProcess({
    entry: "--eval",
    args: ["setInterval(() => {}, 1000); console.log('up')"],
    env: Inspector.environment(port),
  });
  onTestFinished(() => server.kill());
  await server.prints(/up/);
  using inspector = await Inspector.open(port);
  const before = await inspector.heapAfterCollection();
  await inspector.valueOf("globalThis.kept = Array.from({ length: 2 ** 20 }, (_, n) => n + 0.5); 1");
  const kept = await inspector.heapAfterCollection();
  expect(kept - before).toBeGreaterThan(7 * megabyte);
  await inspector.valueOf("globalThis.kept = null");
  expect((await inspector.heapAfterCollection()) - before).toBeLessThan(megabyte);
  await expect(inspector.valueOf("nowhere.at.all")).rejects.toThrow("nowhere");
});
