import { lstat, realpath } from "node:fs/promises";
import { RefusedFile, refusedFile } from "./refused-file.ts";

/** Refuses a link to a missing file, because the volume of the file might not be mounted. */
export async function realPlace(database: string): Promise<string> {
  const found = await lstat(database).catch(() => null);
  if (found === null) return database;
  return await realpath(database).catch((error: unknown) => {
    if (!found.isSymbolicLink() || !(error instanceof Error && "code" in error && error.code === "ENOENT"))
      throw refusedFile(database, error);
    throw new RefusedFile(
      `${database} is a link to a file that doesn't exist. Mount its volume first. If it is mounted and empty, set DATABASE ` +
        "to the file itself.",
      { cause: error },
    );
  });
}
