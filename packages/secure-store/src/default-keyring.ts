import { execa } from "execa";
import { childEnvironment } from "./child-environment.ts";

const service = ["--dest=org.freedesktop.secrets", "/org/freedesktop/secrets"];
const readAlias = ["org.freedesktop.Secret.Service.ReadAlias", "string:default"];
const timeoutMs = 2000;

/**
 * Asks D-Bus, because the keychain library doesn't report a missing default keyring. Resolves to false if
 * dbus-send isn't installed.
 */
export async function isDefaultKeyringMissing(): Promise<boolean> {
  const { failed, stdout } = await execa(
    "dbus-send",
    ["--session", "--print-reply=literal", ...service, ...readAlias],
    { ...childEnvironment(), stdin: "ignore", reject: false, verbose: "none", timeout: timeoutMs },
  );
  return !failed && stdout.trim() === "/";
}
