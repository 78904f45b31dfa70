import { execFile } from "node:child_process";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { listUsers } from "@sallyport/contract/users";
import { afterEach, beforeEach, expect, test } from "vitest";
import { portalOrigin } from "../../lab/simulation/browser.ts";
import { requireMfa } from "../../lab/simulation/people.ts";
import { type Scene, scene } from "../../lab/simulation/scene.ts";
import { newKeyOf } from "../../lab/simulation/script.ts";

const page = await readFile(join(import.meta.dirname, "../../../../docs/admin-api.md"), "utf8");
const run = promisify(execFile);

let here: Scene;
let folder: string;
beforeEach(async () => {
  here = await scene();
  folder = await mkdtemp(join(tmpdir(), "sallyport-api-"));
  await here.world.app.listen({ host: "127.0.0.1", port: 0 });
});
afterEach(async () => {
  await here[Symbol.asyncDispose]();
  await rm(folder, { recursive: true });
});

const blocksOf = (language: string) =>
  [...page.matchAll(/^```(\w+)\n(.*?)^```$/gms)].filter(([, found]) => found === language);

async function runOnPage(command: string, key: string): Promise<unknown> {
  const { port } = here.world.app.server.address() as AddressInfo;
  const curl = `curl() { command curl --header "Host: ${new URL(portalOrigin).host}" "$@"; }\n`;
  const ours = command.replaceAll("https://login.example.com", `http://127.0.0.1:${port}`);
  expect(ours).not.toBe(command);
  const { stdout } = await run("sh", ["-c", curl + ours], {
    cwd: folder,
    env: { ...process.env, SALLYPORT_KEY: key },
  });
  return JSON.parse(stdout);
}

test("the commands of docs/admin-api.md do what the page says", async () => {
  const [list = "", add = ""] = blocksOf("sh").map(([, , command]) => command);
  await writeFile(join(folder, "maria.json"), blocksOf("json")[0]?.[2] ?? "");
  await requireMfa(here.admin, here.userId);
  const { key } = await newKeyOf(here.admin, { role: "administrator" });
  expect(await runOnPage(list, key)).toMatchObject({ users: [{ username: "ursula" }], next: null });
  expect(await runOnPage(add, key)).toMatchObject({ username: "maria", state: "staged" });
  const { users } = await here.admin.get(listUsers, { query: {} });
  expect(users.map(({ username }) => username)).toContain("maria");
});

test("a wrong key ends the command with the problem", async () => {
  const [list = ""] = blocksOf("sh").map(([, , command]) => command);
  await expect(runOnPage(list, "sallyport_wrong")).rejects.toMatchObject({
    code: 22,
    stdout: expect.stringContaining("key-invalid") as string,
  });
});
