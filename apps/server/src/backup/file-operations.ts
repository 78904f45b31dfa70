import type { FileHandle } from "node:fs/promises";
import { link, open, rename } from "node:fs/promises";

/** Some file systems lack these operations. Tests replace them. */
export interface FileOperations {
  link: (from: string, to: string) => Promise<void>;
  rename: (from: string, to: string) => Promise<void>;
  chown: (file: FileHandle, uid: number, gid: number) => Promise<void>;
  /** Flushes a file or folder to the disk, so that it survives a power cut. */
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
