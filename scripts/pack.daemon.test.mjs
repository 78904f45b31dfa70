import { execFile, spawn } from "node:child_process";
import { once } from "node:events";
import {
  globSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { request } from "node:http";
import { createServer } from "node:net";
import { availableParallelism, tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, expect, onTestFinished, test } from "vitest";
import { isInstalled } from "./setup/npm-packages.mjs";
import { root } from "./setup/places.mjs";

const place = mkdtempSync(join(tmpdir(), "sallyport-packed-"));
const folder = join(place, "empty");
const installed = join(folder, "node_modules", "sallyport");
const program = join(folder, "node_modules", ".bin", "sallyport");
const version = JSON.parse(readFileSync(join(root, "package.json"), "utf8")).version;
const surroundings = Object.fromEntries(Object.entries(process.env).filter(([name]) => !/^npm_/i.test(name)));
const bare = { PATH: process.env["PATH"], HOME: join(place, "home") };

beforeAll(async () => {
  // The packages must be installed. Otherwise `npm run pack` would reinstall them while this test uses them.
  if (!isInstalled())
    throw new Error("The npm packages are not those of the lockfile: npm ci, then try again.");
  for (const each of [folder, bare.HOME]) mkdirSync(each);
  await npm(["run", "pack", "--", "--pack-destination", place], { cwd: root });
  const { stdout: registry } = await npm(["config", "get", "registry"], { cwd: root });
  await npm(["install", `../sallyport-${version}.tgz`, "--no-audit", "--no-fund"], {
    cwd: folder,
    env: { ...surroundings, HOME: bare.HOME, npm_config_registry: registry.trim() },
  });
}, 300_000);
afterAll(() => rmSync(place, { recursive: true, maxRetries: 5 }));

test("it has JavaScript without types or tests, the two built apps, and no link out of the folder", () => {
  const files = globSync("**/*", { cwd: installed, withFileTypes: true });
  expect(files.filter((file) => file.isSymbolicLink())).toEqual([]);
  const names = files.map((file) => join(file.parentPath, file.name));
  expect(
    names.filter((name) =>
      /\.tsx?$|\.(test|fixture|behaviour)\.|\/(lab|development|disposable)\//.test(name),
    ),
  ).toEqual([]);
  for (const app of ["portal", "authenticator-web"]) {
    expect(names).toContain(join(installed, "apps", app, "dist", "index.html"));
  }
});

test("its manifest names exactly the packages that its files import", () => {
  const files = globSync("{apps/server,node_modules/@sallyport}/**/*.js", { cwd: installed });
  const imported = files.flatMap((file) => packagesIn(readFileSync(join(installed, file), "utf8")));
  const { dependencies } = JSON.parse(readFileSync(join(installed, "package.json"), "utf8"));
  expect([...new Set(imported)].toSorted()).toEqual(Object.keys(dependencies).toSorted());
});

test("the kit for tests installs without the rest, and prints a code", async () => {
  const kit = join(place, "kit");
  mkdirSync(kit);
  const { stdout: registry } = await npm(["config", "get", "registry"], { cwd: root });
  await npm(["install", `../sallyport-otp-${version}.tgz`, "--no-audit", "--no-fund"], {
    cwd: kit,
    env: { ...surroundings, HOME: bare.HOME, npm_config_registry: registry.trim() },
  });
  const words = [
    "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP",
    "--ledger",
    join(place, "ledger"),
    "--min-remaining",
    "0",
  ];
  const { stdout } = await promisify(execFile)(join(kit, "node_modules", ".bin", "otp"), words, {
    env: bare,
  });
  expect(stdout).toMatch(/^\d{6}\n$/);
});

test("no package in it has an install script", () => {
  const lock = JSON.parse(readFileSync(join(folder, "node_modules", ".package-lock.json"), "utf8"));
  const packages = Object.entries(lock.packages);
  expect(packages.length).toBeGreaterThan(50);
  expect(packages.filter(([, each]) => each.hasInstallScript).map(([name]) => name)).toEqual([]);
});

test("it tells its version and its commands, and refuses others with a sentence", async () => {
  expect(await sallyport(["--version"])).toMatchObject({ code: 0, stdout: `${version}\n` });
  const help = await sallyport(["--help"]);
  expect(help.code).toBe(0);
  for (const name of ["serve", "keys", "accounts", "activity", "backup", "restore", "copy"]) {
    expect(help.stdout).toMatch(new RegExp(`^  ${name} +\\w`, "m"));
  }
  for (const [words, sentence] of /** @type {const} */ ([
    [["server"], "There is no command server.\n"],
    [["constructor"], "There is no command constructor.\n"],
    [[], "Name a command.\n"],
    [["serve", "--port", "80"], "serve takes no words: its settings come from the environment.\n"],
    [["keys"], "Name a command.\n\nsallyport keys COMMAND"],
    [["backup"], "sallyport backup FILE"],
  ])) {
    const { code, stdout, stderr } = await sallyport(words);
    expect([words, code, stdout]).toEqual([words, 2, ""]);
    expect(stderr.startsWith(sentence)).toBe(true);
  }
});

test("serve without settings names what is missing, and the database has no default", async () => {
  expect(await missing({})).toEqual(["SECURE_STORE", "SMTP_URL"]);
  const store = { SECURE_STORE: "keychain", SMTP_URL: "smtp://127.0.0.1:9" };
  expect(await missing(store)).toEqual(["DATABASE"]);
});

test("it serves both apps, manages its key, writes a backup while it runs, and stops cleanly", async () => {
  const passphrase = join(place, "passphrase");
  writeFileSync(passphrase, "correct horse battery staple, and some more", { mode: 0o400 });
  const port = await freePort();
  const settings = {
    DATABASE: join(place, "sallyport.db"),
    SECURE_STORE: "passphrase",
    SECURE_STORE_PASSPHRASE_FILE: passphrase,
    SMTP_URL: "smtp://127.0.0.1:9",
    PORT: `${port}`,
    LOG_LEVEL: "error",
  };
  const server = spawn(program, ["serve"], { cwd: folder, env: { ...bare, ...settings } });
  onTestFinished(() => void server.kill("SIGKILL"));
  const ended = once(server, "close");
  let said = "";
  for (const output of [server.stdout, server.stderr])
    output.setEncoding("utf8").on("data", (text) => (said += text));
  while (!said.includes("/first-administrator#")) {
    await Promise.race([once(server.stdout, "data"), ended.then(() => Promise.reject(new Error(said)))]);
  }

  const ready = await ask(port, "127.0.0.1", "/health/ready");
  expect(JSON.parse(ready.text)).toMatchObject({ status: "ready", database: "ok", keys: "ok" });
  for (const [host, title] of [
    ["portal", "Sallyport"],
    ["authenticator", "Authenticator"],
  ]) {
    const page = await ask(port, `${host}.localhost`, "/");
    expect([host, page.status]).toEqual([host, 200]);
    expect(page.text).toMatch(new RegExp(`<title>.*${title}`, "i"));
    const [, script = ""] = /<script[^>]* src="([^"]+)"/.exec(page.text) ?? [];
    expect((await ask(port, `${host}.localhost`, script)).status).toBe(200);
  }
  expect(threadsOf(server.pid)).toBe(availableParallelism() + 2);

  const status = await sallyport(["keys", "status", "--json"], settings);
  expect(JSON.parse(status.stdout)).toMatchObject({ store: "passphrase", opens: true, slots: 1 });
  const backup = join(place, "backup.db");
  expect(await sallyport(["backup", backup], settings)).toMatchObject({
    code: 0,
    stdout: expect.stringContaining(`Backup written: ${backup}`),
  });
  expect(statSync(backup).mode & 0o777).toBe(0o600);

  server.kill("SIGTERM");
  expect(await ended).toEqual([0, null]);
  expect(readdirSync(place)).not.toContain("sallyport.db-wal");
});

/**
 * @param {readonly string[]} words
 * @param {{ cwd: string, env?: NodeJS.ProcessEnv }} options
 */
function npm(words, options) {
  return promisify(execFile)("npm", words, { ...options, timeout: 240_000, encoding: "utf8" });
}

/**
 * @param {readonly string[]} words
 * @param {Record<string, string>} [settings]
 * @returns {Promise<{ code: unknown, stdout: string, stderr: string }>}
 */
function sallyport(words, settings = {}) {
  return new Promise((resolve) => {
    execFile(program, words, { cwd: folder, env: { ...bare, ...settings } }, (error, stdout, stderr) =>
      resolve({ code: error?.code ?? 0, stdout, stderr }),
    );
  });
}

/** @param {Record<string, string>} settings */
async function missing(settings) {
  const { code, stderr } = await sallyport(["serve"], settings);
  const [head, ...lines] = stderr.trim().split("\n");
  expect([code, head]).toEqual([1, "Sallyport can't start with these settings."]);
  return lines.map((line) => line.split(": ")[0]);
}

function packagesIn(/** @type {string} */ text) {
  const imports = text.matchAll(
    /(?:^(?:(?:import|export)\b.*|\}) from |^import |\bimport\()"((?:@[^"/]+\/)?[^"./:][^"/:]*)(?:\/[^":]*)?"/gm,
  );
  return [...imports].map(([, name = ""]) => name);
}

function threadsOf(/** @type {number | undefined} */ pid) {
  const names = readdirSync(`/proc/${pid}/task`).map((id) =>
    readFileSync(`/proc/${pid}/task/${id}/comm`, "utf8"),
  );
  return names.filter((name) => name.trim() === "libuv-worker").length;
}

/**
 * @param {number} port
 * @param {string} name
 * @param {string} path
 * @returns {Promise<{ status: number | undefined, text: string }>}
 */
async function ask(port, name, path) {
  const headers = { host: `${name}:${port}` };
  const [reply] = await once(
    request({ host: "127.0.0.1", port, path, headers, agent: false }).end(),
    "response",
  );
  let text = "";
  for await (const chunk of reply.setEncoding("utf8")) text += chunk;
  return { status: reply.statusCode, text };
}

async function freePort() {
  const probe = createServer().listen(0, "127.0.0.1");
  await once(probe, "listening");
  const { port } = /** @type {import("node:net").AddressInfo} */ (probe.address());
  await once(probe.close(), "close");
  return port;
}
