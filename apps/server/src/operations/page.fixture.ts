import { readFileSync } from "node:fs";
import { join } from "node:path";

const root = join(import.meta.dirname, "../../../..");
const page = readFileSync(join(root, "docs/operations.md"), "utf8");
export const unit = readFileSync(join(root, "deploy/sallyport.service"), "utf8");
const settings = readFileSync(join(root, "deploy/settings"), "utf8");

export function blockOf(language: "caddy" | "caddyfile" | "nginx"): string {
  const blocks = [...page.matchAll(/^```(\w+)\n(.*?)^```$/gms)].filter(([, found]) => found === language);
  const [[, , block] = []] = blocks;
  if (block === undefined || blocks.length !== 1) {
    throw new Error(`docs/operations.md has ${blocks.length} blocks of ${language}, not one.`);
  }
  return block;
}

export function withNames(block: string, names: Readonly<Record<string, string>>): string {
  return Object.entries(names).reduce((text, [written, ours]) => {
    if (!text.includes(written)) throw new Error(`docs/operations.md or deploy/ no longer has: ${written}`);
    return text.replaceAll(written, ours);
  }, block);
}

export function settingsOf(names: Readonly<Record<string, string>>): Record<string, string> {
  const [, own = ""] = /^Environment=(.*)$/m.exec(unit) ?? [];
  const lines = withNames(`${settings}${own.replaceAll(" ", "\n")}`, names).split("\n");
  const assignments = lines.filter((line) => line !== "" && !line.startsWith("#"));
  return Object.fromEntries(assignments.map((line) => line.split(/=(.*)/s).slice(0, 2)));
}
