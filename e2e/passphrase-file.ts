import { randomBytes } from "node:crypto";
import { existsSync } from "node:fs";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";

export async function passphraseFile(folder: string): Promise<string> {
  const path = join(folder, "passphrase");
  if (!existsSync(path)) await writeFile(path, `${randomBytes(32).toString("base64url")}\n`, { mode: 0o600 });
  return path;
}
