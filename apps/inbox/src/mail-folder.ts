import { mkdir, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { type Mail, readMail } from "./mail.ts";

export interface MailFolder {
  readAll(): Promise<Mail[]>;
  keep(mail: Mail): Promise<void>;
  drop(id: string): Promise<void>;
}

export const memoryOnly: MailFolder = {
  readAll: async () => [],
  keep: async () => {},
  drop: async () => {},
};

export async function openMailFolder(path: string): Promise<MailFolder> {
  await mkdir(path, { recursive: true, mode: 0o700 });
  const fileOf = (id: string) => join(path, `${id}.eml`);

  return {
    async readAll() {
      const names = (await readdir(path)).filter((name) => name.endsWith(".eml")).toSorted();
      return Promise.all(
        names.map(async (name) => readMail(name.slice(0, -".eml".length), await readFile(join(path, name)))),
      );
    },
    keep: (mail) => writeFile(fileOf(mail.id), mail.source, { mode: 0o600 }),
    drop: (id) => rm(fileOf(id), { force: true }),
  };
}
