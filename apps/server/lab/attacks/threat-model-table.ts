import { readFileSync } from "node:fs";
import { join } from "node:path";

export const threatModel = readFileSync(
  join(import.meta.dirname, "../../../../docs/security/threat-model.md"),
  "utf8",
);

export function rowsIn(name: string): string[][] {
  const text = threatModel.split(`<!-- ${name} -->`)[1]?.split(`<!-- /${name} -->`)[0] ?? "";
  const lines = text.trim().split("\n").slice(2);
  return lines.map((line) =>
    line
      .split("|")
      .slice(1, -1)
      .map((cell) => cell.trim()),
  );
}

export function firstCellsIn(name: string): string[] {
  return rowsIn(name).map(([cell = ""]) => cell.replaceAll("`", ""));
}
