import type { FileHandle } from "node:fs/promises";
import { link, open, rename } from "node:fs/promises";

export interface FileOperations {
  link: (from: string, to: string) => Promise<void>;
  rename: (from: string, to: string) => Promise<void>;
  chown: (file: FileHandle, uid: number, gid: number) => Promise<void>;
  /** A power cut could lose a file or folder that isn't flushed. */
  synchronise: (path: string) => Promise<void>;
}

export const fileOperations: FileOperations = {
  link,
  rename,
  chown: (file, uid, gid) => file.chown(uid, gid),
  synchronise: async (path) => {
    await using file = await open(path, "r");
    await file.sync();
  },
};
