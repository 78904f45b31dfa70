import { availableParallelism } from "node:os";
import { afterEach, expect, test, vi } from "vitest";
import { runQuietly } from "./commands.mjs";

afterEach(() => vi.unstubAllEnvs());

async function sizeInChild() {
  const { output } = await runQuietly(process.execPath, ["-p", "process.env.UV_THREADPOOL_SIZE"]);
  return output.trim();
}

test("a program has a thread for each core, and two more", async () => {
  for (const unset of [undefined, ""]) {
    vi.stubEnv("UV_THREADPOOL_SIZE", unset);
    expect(await sizeInChild()).toBe(`${availableParallelism() + 2}`);
  }
});

test("a size that is set already stays", async () => {
  vi.stubEnv("UV_THREADPOOL_SIZE", "3");
  expect(await sizeInChild()).toBe("3");
});
