import type { Stats } from "node:fs";
import { realpath, stat } from "node:fs/promises";
import { dirname } from "node:path";

/**
 * Resolves to the reason why other accounts could read or replace a file, such as "it has mode 0644". Also
 * checks the file's folder and all folders above this folder. If the path is a link, also checks the link's
 * folder.
 */
export async function exposureOf(path: string, file: Stats): Promise<string | undefined> {
  const found = exposureOfFile(file);
  if (found !== undefined) return found;
  for (const folder of new Set([dirname(await realpath(path)), await realpath(dirname(path))])) {
    const foundThere = exposureOfFolder(folder, await stat(folder)) ?? (await exposureAbove(folder));
    if (foundThere !== undefined) return foundThere;
  }
  return undefined;
}

function exposureOfFile({ mode, uid, gid }: Stats): string | undefined {
  if (!isOursOrRoots(uid)) return `it belongs to the account ${uid}`;
  if ((mode & 0o027) !== 0) return `it has mode ${shown(mode)}`;
  // Files of systemd credentials have the group root and an ACL. The group bits of such a file show only the
  // ACL's mask. So read permission for the group root is accepted.
  const isOursToShare = gid === 0 || process.getegid?.() === gid || process.getgroups?.().includes(gid);
  return (mode & 0o040) === 0 || isOursToShare
    ? undefined
    : `it has mode ${shown(mode)}, and this account isn't in its group ${gid}`;
}

function exposureOfFolder(folder: string, { mode, uid, gid }: Stats): string | undefined {
  if (!isOursOrRoots(uid)) return `its folder ${folder} belongs to the account ${uid}`;
  // Write permission for the folder's group is accepted if the group has the same number as the user. Such a
  // group usually contains only that user.
  const isOpen = (mode & 0o002) !== 0 || ((mode & 0o020) !== 0 && gid !== process.geteuid?.());
  return isOpen && !isSticky(mode) ? `its folder ${folder} has mode ${shown(mode)}` : undefined;
}

async function exposureAbove(folder: string): Promise<string | undefined> {
  const above = dirname(folder);
  if (above === folder) return undefined;
  const { mode } = await stat(above);
  if ((mode & 0o002) !== 0 && !isSticky(mode)) return `the folder ${above} has mode ${shown(mode)}`;
  return exposureAbove(above);
}

function isOursOrRoots(uid: number): boolean {
  return uid === 0 || uid === process.geteuid?.();
}

/** True for a folder such as /tmp, in which only a file's owner can remove the file. */
function isSticky(mode: number): boolean {
  return (mode & 0o1000) !== 0;
}

function shown(mode: number): string {
  return (mode & 0o777).toString(8).padStart(4, "0");
}
