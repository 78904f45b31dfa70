export interface Table {
  title: string;
  note?: string;
  head: readonly string[];
  rows: readonly (readonly string[])[];
}

export function asText({ title, note, head, rows }: Table): string {
  const widths = head.map((_, column) =>
    Math.max(...[head, ...rows].map((row) => (row[column] ?? "").length)),
  );
  const line = (row: readonly string[]) =>
    row
      .map((cell, column) =>
        column === 0 ? cell.padEnd(widths[0] ?? 0) : cell.padStart(widths[column] ?? 0),
      )
      .join("  ");
  return [title, ...(note === undefined ? [] : [note]), "", ...[head, ...rows].map(line)].join("\n");
}

export function asMarkdown({ title, note, head, rows }: Table): string {
  const ruler = head.map((_, column) => (column === 0 ? "---" : "--:"));
  return [
    `### ${title}`,
    "",
    ...(note === undefined ? [] : [note, ""]),
    ...[head, ruler, ...rows].map((row) => `| ${row.join(" | ")} |`),
  ].join("\n");
}

export function shown(value: number): string {
  if (!Number.isFinite(value)) return "–";
  if (Math.abs(value) >= 100) return value.toFixed(0);
  return Math.abs(value) >= 10 ? value.toFixed(1) : value.toFixed(2);
}
