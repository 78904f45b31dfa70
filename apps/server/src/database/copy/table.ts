/** A table of the schema, as both databases describe it. */
export interface Table {
  name: string;
  /** Sorted by name. */
  columns: readonly Column[];
  /** The columns of the primary key, or all columns if there is none. Rows are sorted by them. */
  key: readonly string[];
}

export interface Column {
  name: string;
  type: string;
}

/** The values in the order of the columns, as Postgres writes them: numbers in decimal, and bytes as `\x` and hex. */
export type Row = readonly (string | null)[];

/** Names a row for a person. */
export function rowName({ name, columns, key }: Table, row: Row): string {
  const parts = key.map((column) => {
    const value = row[columns.findIndex((of) => of.name === column)];
    return `${column} ${value ?? "null"}`;
  });
  return `${name} with ${parts.join(", ")}`;
}
