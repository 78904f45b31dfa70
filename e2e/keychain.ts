import { type ChildProcess, execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { expect } from "@playwright/test";

const ask = promisify(execFile);

/** The bus starts no services by itself, so only the test's own keychain is on the bus. */
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

export class Keychain {
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
    const environment = { DBUS_SESSION_BUS_ADDRESS: `unix:path=${socket}` };

    const bus = spawn(
      "dbus-daemon",
      [`--config-file=${settings}`, "--nofork", "--nopidfile", "--print-address"],
      { stdio: ["ignore", "pipe", "inherit"] },
    );
    const processes: ChildProcess[] = [bus];
    const keychain = new Keychain(environment, processes);
    try {
      const ended = once(bus, "exit").then(() => "ended");
      if ((await Promise.race([once(bus.stdout, "data"), ended])) === "ended") {
        throw new Error("dbus-daemon ended before it listened; what it said is above.");
      }
      const folders = { HOME: home, XDG_DATA_HOME: home, XDG_RUNTIME_DIR: home };
      const keyring = spawn("gnome-keyring-daemon", ["--foreground", "--unlock", "--components=secrets"], {
        env: { PATH: process.env["PATH"], ...folders, ...environment },
        stdio: ["pipe", "ignore", "ignore"],
      });
      processes.unshift(keyring);
      keyring.stdin.end("correct horse battery staple");
      await keychain.#answers();
    } catch (error) {
      await keychain.stop();
      throw error;
    }
    return keychain;
  }

  async #answers(): Promise<void> {
    const env = { PATH: process.env["PATH"], ...this.environment };
    const question = ["--dest=org.freedesktop.DBus", "/", "org.freedesktop.DBus.NameHasOwner"];
    const args = ["--session", "--print-reply", ...question, "string:org.freedesktop.secrets"];
    await expect.poll(async () => (await ask("dbus-send", args, { env })).stdout).toContain("boolean true");
  }

  async stop(): Promise<void> {
    for (const daemon of this.#processes) {
      const isRunning = daemon.pid !== undefined && daemon.exitCode === null && daemon.signalCode === null;
      if (!isRunning) continue;
      const ended = once(daemon, "exit");
      daemon.kill();
      await ended;
    }
  }
}
