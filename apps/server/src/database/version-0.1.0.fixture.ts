import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { createPassphraseStore } from "@sallyport/secure-store/passphrase-store";
import type { SecureStore } from "@sallyport/secure-store/secure-store";
import SqliteDatabase from "better-sqlite3";

export const adaSecret = "UBUUVGYJO2FQ3LZDYVW2FRDKBA5NSDOQ";
export const ursulaSecret = "PUURMB6VADZY2UZC4UF5WXZ5N6UL2FAY";
export const ursulaRecoveryCode = "r9hc-5cjw-8xxc-phwq";
export const walt = { realm: "user", login: "walt", password: "walt's own long phrase" } as const;

export async function makeOldDatabase(folder: string): Promise<{ file: string; store: SecureStore }> {
  const [file, passphrase] = [join(folder, "sallyport.db"), join(folder, "passphrase")];
  const statements = await readFile(join(import.meta.dirname, "version-0.1.0.fixture.sql"), "utf8");
  const sqlite = new SqliteDatabase(file);
  sqlite.exec(statements);
  sqlite.close();
  await writeFile(passphrase, "a passphrase of version 0.1.0", { mode: 0o600 });
  return { file, store: createPassphraseStore({ file: passphrase }) };
}
