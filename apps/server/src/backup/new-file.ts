import { randomBytes } from "node:crypto";
import { constants } from "node:fs";
import { access, copyFile, open, rm } from "node:fs/promises";
import { dirname } from "node:path";
import type { FileOperations } from "./file-operations.ts";
import { RefusedFile, refusedFile } from "./refused-file.ts";

export async function writeNewFile<Result>(
  file: string,
  files: FileOperations,
  write: (partial: string) => Promise<Result>,
): Promise<Result> {
  await access(file).then(
    () => {
      throw new RefusedFile(`${file}: it is there already, and nothing is overwritten. Name a new file.`);
    },
    () => {},
  );
  const partial = `${file}.${randomBytes(6).toString("hex")}.partial`;
  const empty = await open(partial, "wx", 0o600).catch((error: unknown) => {
    throw refusedFile(file, error);
  });
  await empty.close();
  try {
    const result = await write(partial);
    await files.synchronise(partial);
    await giveName(partial, file, files);
    await rm(partial);
    await files.synchronise(dirname(file));
    return result;
  } catch (error) {
    throw refusedFile(file, error);
  } finally {
    for (const ending of ["", "-journal"]) await rm(`${partial}${ending}`, { force: true });
  }
}

/** Makes a hard link, because a rename would overwrite an existing file. */
async function giveName(partial: string, file: string, files: FileOperations): Promise<void> {
  try {
    await files.link(partial, file);
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "EEXIST") throw error;
    // exFAT and many network shares have no hard links.
    await copyFile(partial, file, constants.COPYFILE_EXCL);
    await files.synchronise(file).catch(async (failure: unknown) => {
      await rm(file, { force: true });
      throw failure;
    });
  }
}
