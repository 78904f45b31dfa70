import { type ChildProcess, execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { request } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { onTestFinished } from "vitest";
import { freePort } from "../../lab/free-port.ts";

export type Settings = Readonly<Record<string, string>>;

const main = join(import.meta.dirname, "../main.ts");
const command = join(import.meta.dirname, "command/main.ts");
const run = promisify(execFile);

function environment(settings: Settings): NodeJS.ProcessEnv {
  const { PATH, DBUS_SESSION_BUS_ADDRESS } = process.env;
  // With the compile cache, a start takes half the time.
  const cache = { NODE_COMPILE_CACHE: join(tmpdir(), "node-compile-cache") };
  return { PATH, DBUS_SESSION_BUS_ADDRESS, ...cache, ...settings };
}

export async function keysCommand(settings: Settings, ...words: string[]): Promise<unknown> {
  const { stdout } = await run(process.execPath, [command, ...words, "--json"], {
    env: environment(settings),
  }).catch((error: { stdout: string }) => error);
  return JSON.parse(stdout);
}

/** This server has no mail server, so all mails stay sealed in the outbox. */
export class Server {
  said = "";
  readonly port: number;
  readonly #process: ChildProcess;

  private constructor(process: ChildProcess, port: number) {
    this.port = port;
    this.#process = process;
  }

  static async start(settings: Settings, port?: number): Promise<Server> {
    port ??= await freePort();
    const env = environment({
      LOG_LEVEL: "error",
      ...settings,
      PORT: `${port}`,
      SMTP_URL: "smtp://127.0.0.1:9",
    });
    const child = spawn(process.execPath, [main], { env, stdio: ["ignore", "pipe", "pipe"] });
    const server = new Server(child, port);
    onTestFinished(() => server.stop());
    for (const output of [child.stdout, child.stderr]) {
      output.setEncoding("utf8").on("data", (text: string) => (server.said += text));
    }
    const ended = once(child, "close").then(() => Promise.reject(new Error(server.said)));
    while (!server.said.includes("Sallyport is ready.")) {
      await Promise.race([once(child.stdout, "data"), ended]);
    }
    ended.catch(() => undefined);
    return server;
  }

  async mailResetLink(login: string): Promise<void> {
    const asking = request({
      host: "127.0.0.1",
      port: this.port,
      method: "POST",
      path: "/api/user/password-reset",
      headers: { host: `portal.localhost:${this.port}`, "content-type": "application/json" },
    });
    asking.end(JSON.stringify({ login }));
    const [{ statusCode }] = (await once(asking, "response")) as [{ statusCode: number }];
    if (statusCode !== 200) throw new Error(`The server answered with ${statusCode}.`);
  }

  async stop(): Promise<void> {
    if (this.#process.exitCode !== null || this.#process.signalCode !== null) return;
    const ended = once(this.#process, "close");
    this.#process.kill("SIGTERM");
    await ended;
  }
}
