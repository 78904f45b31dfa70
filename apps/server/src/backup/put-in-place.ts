import { constants } from "node:fs";
import { open } from "node:fs/promises";
import type { FileOperations } from "./file-operations.ts";
import { refusedFile } from "./refused-file.ts";

interface Move {
  from: string;
  to: string;
}

export async function putInPlace(
  { aside, incoming }: { aside: readonly Move[]; incoming: Move },
  { rename }: FileOperations,
): Promise<void> {
  const moved: Move[] = [];
  const move = async ({ from, to }: Move) => {
    await rename(from, to);
    moved.push({ from, to });
  };
  try {
    for (const step of aside) {
      await move(step);
      await closeToOthers(step.to);
    }
    await move(incoming);
  } catch (error) {
    for (const { from, to } of moved.toReversed()) await rename(to, from);
    throw refusedFile(incoming.to, error);
  }
}

/** Doesn't follow a symbolic link, which could lead out of the folder. */
async function closeToOthers(path: string): Promise<void> {
  await using file = await open(path, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK);
  await file.chmod(0o600);
}
