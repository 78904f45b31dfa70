import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { execa } from "execa";
import { vi } from "vitest";
import { onSmallDisk } from "./small-disk.fixture.ts";

/** The bus has no folder of services, so it can't restart a killed daemon. */
const busSettings = (socket: string): string => `<busconfig>
  <type>session</type>
  <listen>unix:path=${socket}</listen>
  <auth>EXTERNAL</auth>
  <policy context="default">
    <allow send_destination="*" eavesdrop="true"/>
    <allow eavesdrop="true"/>
    <allow own="*"/>
  </policy>
</busconfig>`;

export const password = "correct horse battery staple";

/**
 * A session bus for tests. One process can use only one bus, because the keychain library keeps the first
 * address.
 */
export interface SessionBus {
  /** Makes a keychain whose disk has room for only `files` small files. */
  newKeychain(options?: { readonly files?: number }): Promise<Keychain>;
  dispose(): Promise<void>;
}

export interface Keychain {
  readonly file: string;
  /** Starts the daemon. The first start makes the keyring. Its password is the parameter `secret`. */
  start(secret: string): Promise<void>;
  startEmpty(): Promise<void>;
  /** Pauses the daemon's process. `hang(false)` lets it continue. */
  hang(isHung?: boolean): void;
  lock(): Promise<void>;
  kill(): Promise<void>;
  dispose(): Promise<void>;
}

export async function startSessionBus(): Promise<SessionBus> {
  const folder = await mkdtemp("/tmp/bus-");
  const socket = join(folder, "bus");
  const settings = join(folder, "bus.conf");
  await writeFile(settings, busSettings(socket));
  const args = [`--config-file=${settings}`, "--nofork", "--nopidfile", "--print-address"];
  const bus = spawn("dbus-daemon", args, { stdio: ["ignore", "pipe", "ignore"] });
  await once(bus.stdout, "data");
  const address = `unix:path=${socket}`;
  vi.stubEnv("DBUS_SESSION_BUS_ADDRESS", address);
  return {
    newKeychain: ({ files } = {}) => newKeychain(address, files),
    async dispose() {
      await end(bus);
      await rm(folder, { recursive: true });
    },
  };
}

async function newKeychain(address: string, files: number | undefined): Promise<Keychain> {
  const folder = await mkdtemp("/tmp/keychain-");
  const around = files === undefined ? [] : await onSmallDisk(folder, files);
  const folders = { HOME: folder, XDG_DATA_HOME: folder, XDG_RUNTIME_DIR: folder };
  const env = { ...process.env, ...folders, DBUS_SESSION_BUS_ADDRESS: address };
  let daemon: ChildProcess | undefined;

  async function kill(): Promise<void> {
    if (daemon) await end(daemon);
    daemon = undefined;
    await vi.waitFor(async () => requireService(env, false));
  }

  async function run(secret: string, ...options: readonly string[]): Promise<void> {
    const program = ["gnome-keyring-daemon", "--foreground", "--components=secrets", ...options];
    const [command = "", ...args] = [...around, ...program];
    daemon = spawn(command, args, { env, stdio: ["pipe", "ignore", "ignore"] });
    daemon.stdin?.end(secret);
    await vi.waitFor(() => requireService(env, true), { timeout: 20_000 });
  }

  return {
    file: join(folder, "keyrings", "login.keyring"),
    start: (secret) => run(secret, "--unlock"),
    startEmpty: () => run(""),
    hang(isHung = true) {
      daemon?.kill(isHung ? "SIGSTOP" : "SIGCONT");
    },
    async lock() {
      const service = ["--dest=org.freedesktop.secrets", "/org/freedesktop/secrets"];
      const collection = "array:objpath:/org/freedesktop/secrets/collection/login";
      const call = [...service, "org.freedesktop.Secret.Service.Lock", collection];
      await execa("dbus-send", ["--session", "--print-reply", ...call], { env });
    },
    kill,
    async dispose() {
      await kill();
      await rm(folder, { recursive: true });
    },
  };
}

async function requireService(env: NodeJS.ProcessEnv, isExpected: boolean): Promise<void> {
  const question = ["--dest=org.freedesktop.DBus", "/", "org.freedesktop.DBus.NameHasOwner"];
  const args = ["--session", "--print-reply", ...question, "string:org.freedesktop.secrets"];
  const { stdout } = await execa("dbus-send", args, { env });
  if (!stdout.includes(`boolean ${isExpected}`))
    throw new Error("the secret service has not come or gone yet");
}

async function end(child: ChildProcess): Promise<void> {
  const exited = once(child, "exit");
  if (child.kill("SIGKILL")) await exited;
}
