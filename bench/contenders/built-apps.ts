import { execFileSync } from "node:child_process";
import { join } from "node:path";

/** Builds the web apps, because the production server serves them. */
export function buildWebApps(): void {
  const words = ["run", "build", "--output-logs=errors-only"];
  const cwd = join(import.meta.dirname, "../..");
  execFileSync("turbo", words, { cwd, stdio: ["ignore", "ignore", "inherit"] });
}
