import type { FileHandle } from "node:fs/promises";
import { link, open, rename } from "node:fs/promises";

/** Operations that some file systems lack. Tests replace them. */
export interface FileOperations {
  link: (from: string, to: string) => Promise<void>;
  rename: (from: string, to: string) => Promise<void>;
  chown: (file: FileHandle, uid: number, gid: number) => Promise<void>;
  /** Flushes a file or folder to the disk, because a power cut could lose it. */
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
