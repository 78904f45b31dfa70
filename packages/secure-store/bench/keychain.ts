import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { execa } from "execa";
import { debianPackages, howToInstall, missingPrograms } from "../src/backend.ts";
import { keychainBackend } from "../src/keychain-backend.ts";
import type { StoreTimes } from "./store-times.ts";

/** Uses a new keychain, so the account's own keychain stays unchanged. */
export async function keychainTimes(folder: string): Promise<StoreTimes | Record<string, string>> {
  const missing = await missingPrograms(keychainBackend);
  if (missing.length > 0) return { seal: howToInstall(debianPackages(keychainBackend, missing)) };
  await writeFile(join(folder, "keychain-password"), "bench");
  const unlock = "gnome-keyring-daemon --unlock --components=secrets <keychain-password >/dev/null";
  const program = fileURLToPath(new URL("./keychain-times.ts", import.meta.url));
  const session = ["--", "sh", "-c", `${unlock} && exec "$0" "$1"`, process.execPath, program];
  const env = { HOME: folder, XDG_DATA_HOME: folder, XDG_RUNTIME_DIR: folder };
  const { stdout } = await execa("dbus-run-session", session, { cwd: folder, env });
  return JSON.parse(stdout) as StoreTimes;
}
