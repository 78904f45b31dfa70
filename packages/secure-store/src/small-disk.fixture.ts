import { execa } from "execa";
import type { Around } from "./module.fixture.ts";

/** In a user namespace, any account can mount. Outside of a user namespace, only root can mount. */
const waysToMount = [
  ["unshare", "--user", "--map-current-user", "--keep-caps", "--mount"],
  ["unshare", "--mount"],
] as const;

/**
 * Returns a command that mounts a small disk on `folder` and then runs a program. The disk has room for `files`
 * files of 4 KiB.
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
