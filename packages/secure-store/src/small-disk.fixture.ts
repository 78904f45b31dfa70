import { execa } from "execa";
import type { Around } from "./module.fixture.ts";

/**
 * Commands that give a process the right to mount. The first one uses a user namespace and works for every account; the
 * second one works only for root.
 */
const waysToMount = [
  ["unshare", "--user", "--map-current-user", "--keep-caps", "--mount"],
  ["unshare", "--mount"],
] as const;

/**
 * Resolves to a command that runs a program with a small disk mounted on `folder`. Only that program sees the mount, so
 * nothing needs to be unmounted. The disk has room for `files` files of up to 4 KiB each.
 */
export async function onSmallDisk(folder: string, files: number): Promise<Around> {
  const mount = `mount -t tmpfs -o size=${files * 4}k tmpfs "$0" && exec "$@"`;
  for (const way of waysToMount) {
    const around = [...way, "sh", "-c", mount, folder];
    const { failed } = await execa(around[0] ?? "", [...around.slice(1), "true"], { reject: false });
    if (!failed) return around;
  }
  throw new Error(
    "This test mounts a small disk to fill it up, and may not: allow user namespaces (user.max_user_namespaces, " +
      "kernel.unprivileged_userns_clone, AppArmor), or run it as root with CAP_SYS_ADMIN.",
  );
}
