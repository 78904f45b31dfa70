import { type ChildProcess, execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { expect } from "@playwright/test";

const ask = promisify(execFile);

/** No service starts by itself on this bus: the keychain on it is ours, or none. */
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

/** A GNOME Keyring on a session bus of its own, unlocked, with its file in a folder of the test's. */
export class Keychain {
  /** What a program must have in its environment to find this keychain. */
  readonly environment: Readonly<Record<string, string>>;
  readonly #processes: readonly ChildProcess[];

  private constructor(environment: Readonly<Record<string, string>>, processes: readonly ChildProcess[]) {
    this.environment = environment;
    this.#processes = processes;
  }

  static async start(folder: string): Promise<Keychain> {
    const home = join(folder, "keychain");
    await mkdir(home, { mode: 0o700 });
    const socket = join(home, "bus");
    const settings = join(home, "bus.conf");
    await writeFile(settings, busSettings(socket));
    const bus = spawn(
      "dbus-daemon",
      [`--config-file=${settings}`, "--nofork", "--nopidfile", "--print-address"],
      {
        stdio: ["ignore", "pipe", "ignore"],
      },
    );
    await once(bus.stdout, "data");
    const environment = { DBUS_SESSION_BUS_ADDRESS: `unix:path=${socket}` };
    const folders = { HOME: home, XDG_DATA_HOME: home, XDG_RUNTIME_DIR: home };
    const keyring = spawn("gnome-keyring-daemon", ["--foreground", "--unlock", "--components=secrets"], {
      env: { PATH: process.env["PATH"], ...folders, ...environment },
      stdio: ["pipe", "ignore", "ignore"],
    });
    keyring.stdin.end("correct horse battery staple");
    const keychain = new Keychain(environment, [keyring, bus]);
    await keychain.#answers();
    return keychain;
  }

  /** Waits until the secret service is on the bus. */
  async #answers(): Promise<void> {
    const env = { PATH: process.env["PATH"], ...this.environment };
    const question = ["--dest=org.freedesktop.DBus", "/", "org.freedesktop.DBus.NameHasOwner"];
    const args = ["--session", "--print-reply", ...question, "string:org.freedesktop.secrets"];
    await expect.poll(async () => (await ask("dbus-send", args, { env })).stdout).toContain("boolean true");
  }

  async stop(): Promise<void> {
    for (const daemon of this.#processes) {
      if (daemon.exitCode !== null || daemon.signalCode !== null) continue;
      const ended = once(daemon, "exit");
      daemon.kill();
      await ended;
    }
  }
}
