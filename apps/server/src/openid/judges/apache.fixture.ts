import { spawn } from "node:child_process";
import { once } from "node:events";
import { chownSync, existsSync, globSync } from "node:fs";
import { chmod, mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { vi } from "vitest";
import { send } from "./loopback.fixture.ts";

/** Uses the Apache that `npm test` has unpacked, or otherwise the installed one. */
const unpacked = join(import.meta.dirname, "../../../../../node_modules/.cache/unpacked/apache");
const root = existsSync(unpacked) ? unpacked : "/";
const modules = ["mpm_event", "authn_core", "authz_core", "authz_user", "dir", "auth_openidc"];
/** Apache started by root would need a system account to switch to. So the test starts Apache without root's rights. */
const unprivileged = process.getuid?.() === 0 ? { uid: 65_534, gid: 65_534 } : {};

interface Site {
  port: number;
  /** The part of the configuration that the documentation shows. */
  configuration: string;
  pages: readonly string[];
}

/** Apache with mod_auth_openidc from Debian. It listens only on 127.0.0.1. */
export class Apache implements AsyncDisposable {
  readonly #child: ReturnType<typeof spawn>;
  readonly #folder: string;
  log = "";

  private constructor(child: ReturnType<typeof spawn>, folder: string) {
    this.#child = child;
    this.#folder = folder;
    child.stderr?.setEncoding("utf8").on("data", (text: string) => (this.log += text));
  }

  static async start({ port, configuration, pages }: Site): Promise<Apache> {
    const folder = await mkdtemp(join(tmpdir(), "sallyport-apache-"));
    await chmod(folder, 0o755);
    if (unprivileged.uid !== undefined) chownSync(folder, unprivileged.uid, unprivileged.gid);
    for (const page of pages) {
      await mkdir(join(folder, "site", page), { recursive: true });
      await writeFile(join(folder, "site", page, "index.html"), `The page ${page}`);
    }
    const lines = [
      `ServerRoot ${folder}`,
      `DefaultRuntimeDir ${folder}`,
      `PidFile ${join(folder, "apache.pid")}`,
      `ErrorLog ${join(folder, "error.log")}`,
      "LogLevel warn",
      "ServerName 127.0.0.1",
      `Listen 127.0.0.1:${port}`,
      "StartServers 1",
      "ServerLimit 1",
      "MaxRequestWorkers 25",
      ...modules.map(
        (name) => `LoadModule ${name}_module ${join(root, "usr/lib/apache2/modules")}/mod_${name}.so`,
      ),
      `DocumentRoot ${join(folder, "site")}`,
      configuration,
    ];
    const file = join(folder, "apache.conf");
    await writeFile(file, lines.join("\n"));
    const libraries = globSync(join(root, "usr/lib/*-linux-gnu")).join(":");
    const child = spawn(join(root, "usr/sbin/apache2"), ["-f", file, "-D", "FOREGROUND"], {
      env: { LD_LIBRARY_PATH: libraries },
      stdio: ["ignore", "ignore", "pipe"],
      ...unprivileged,
    });
    const apache = new Apache(child, folder);
    const isReady = () => {
      if (child.exitCode !== null) throw new Error(apache.log);
      return send(new URL(`http://127.0.0.1:${port}/`)).catch(() => false);
    };
    child.on("error", () => undefined);
    await vi.waitUntil(isReady, { timeout: 20_000 });
    return apache;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    if (this.#child.pid !== undefined && this.#child.exitCode === null) {
      const ended = once(this.#child, "close");
      this.#child.kill("SIGTERM");
      await ended;
    }
    await rm(this.#folder, { recursive: true });
  }
}
