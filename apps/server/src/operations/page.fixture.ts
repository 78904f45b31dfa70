import { readFileSync } from "node:fs";
import { join } from "node:path";

const page = readFileSync(join(import.meta.dirname, "../../../../docs/operations.md"), "utf8");

/** The only code block of this language in docs/operations.md. */
export function blockOf(language: "caddy" | "nginx" | "ini" | "systemd"): string {
  const blocks = [...page.matchAll(/^```(\w+)\n(.*?)^```$/gms)].filter(([, found]) => found === language);
  const [[, , block] = []] = blocks;
  if (block === undefined || blocks.length !== 1) {
    throw new Error(`docs/operations.md has ${blocks.length} blocks of ${language}, not one.`);
  }
  return block;
}

export function withNames(block: string, names: Readonly<Record<string, string>>): string {
  return Object.entries(names).reduce((text, [written, ours]) => {
    if (!text.includes(written)) throw new Error(`docs/operations.md no longer has: ${written}`);
    return text.replaceAll(written, ours);
  }, block);
}

/** Reads the unit's environment file and the unit's own `Environment=` line. */
export function settingsOf(names: Readonly<Record<string, string>>): Record<string, string> {
  const [, own = ""] = /^Environment=(.*)$/m.exec(blockOf("systemd")) ?? [];
  const lines = withNames(`${blockOf("ini")}${own.replaceAll(" ", "\n")}`, names).split("\n");
  return Object.fromEntries(lines.filter(Boolean).map((line) => line.split(/=(.*)/s).slice(0, 2)));
}
