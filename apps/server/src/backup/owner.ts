import { type FileHandle, stat } from "node:fs/promises";
import { dirname } from "node:path";
import type { FileOperations } from "./file-operations.ts";
import { RefusedFile } from "./refused-file.ts";

export interface Owner {
  uid: number;
  gid: number;
}

export async function ownerFor(database: string): Promise<Owner | null> {
  const old = await stat(database).catch(() => null);
  if (old !== null) return old;
  const folder = await stat(dirname(database)).catch(() => null);
  // If the folder belongs to root, as /tmp does, its owner isn't the account of the server.
  return folder === null || folder.uid === 0 ? null : folder;
}

/** Takes an open file, because another account could replace the file at a path. */
export async function giveTo(
  owner: Owner | null,
  file: FileHandle,
  chown: FileOperations["chown"],
): Promise<void> {
  if (owner === null) return;
  const { uid, gid } = await file.stat();
  if (uid === owner.uid && gid === owner.gid) return;
  await chown(file, owner.uid, owner.gid).catch((error: unknown) => {
    // Only the owner can read the file, so the group doesn't matter.
    if (uid === owner.uid) return;
    throw new RefusedFile(
      `The database belongs to the user with the number ${owner.uid}, and this user can't give it a file. ` +
        "Nothing was changed. Run the restore as that user.",
      { cause: error },
    );
  });
}
