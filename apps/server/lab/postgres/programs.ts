import { chownSync, globSync } from "node:fs";
import { mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";

/** The user ID for Postgres if the tests run as root, because Postgres refuses to run as root. */
const unprivileged = 65_534;
const runsAsRoot = process.getuid?.() === 0;

/** Uses the Postgres that `npm test` has unpacked, or else an installed Postgres. */
export function program(name: string) {
  const bin = programs();
  return {
    path: join(bin, name),
    options: { ...(runsAsRoot ? { uid: unprivileged, gid: unprivileged } : {}), env: environment(bin) },
  };
}

export async function newFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "sallyport-postgres-"));
  if (runsAsRoot) chownSync(folder, unprivileged, unprivileged);
  return folder;
}

export function clientEnvironment(): NodeJS.ProcessEnv {
  const bin = programs();
  return { ...environment(bin), PATH: [bin, process.env["PATH"]].join(delimiter) };
}

function programs(): string {
  const unpacked = join(import.meta.dirname, "../../../../node_modules/.cache/unpacked/postgresql");
  const found = ["", unpacked].flatMap((root) =>
    globSync(join(root, "/usr/lib/postgresql/*/bin")).toSorted(),
  );
  const [newest] = found.toReversed();
  if (newest === undefined) throw new Error("There is no Postgres server here: npm test unpacks one.");
  return newest;
}

/** An unpacked server finds its libraries in a neighbouring folder. */
function environment(bin: string): NodeJS.ProcessEnv {
  const libraries = globSync(join(bin, "../../../*-linux-gnu"));
  return { ...process.env, LD_LIBRARY_PATH: libraries.join(":"), LC_ALL: "C" };
}
