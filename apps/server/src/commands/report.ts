/** What a command says: sentences for a person, or the same as data. */
export interface Report {
  lines: readonly string[];
  data: Readonly<Record<string, unknown>>;
  /** False where the command found something to mend. */
  isGood?: boolean;
}

/** Columns as wide as their widest word. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string[] {
  const widths = head.map((word, column) =>
    Math.max(...[head, ...rows].map((row) => row[column]?.length ?? 0), word.length),
  );
  return [head, ...rows].map((row) =>
    row
      .map((word, column) => word.padEnd(widths[column] ?? 0))
      .join("  ")
      .trimEnd(),
  );
}
