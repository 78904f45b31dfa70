export interface Table {
  name: string;
  /** Sorted by name. */
  columns: readonly Column[];
  /** Rows are sorted by the primary key, or without a primary key by all columns. */
  key: readonly string[];
}

export interface Column {
  name: string;
  type: string;
}

/** Values as Postgres writes them, with bytes as `\x` and hex. */
export type Row = readonly (string | null)[];

export function rowName({ name, columns, key }: Table, row: Row): string {
  const parts = key.map((column) => {
    const value = row[columns.findIndex((of) => of.name === column)];
    return `${column} ${value ?? "null"}`;
  });
  return `${name} with ${parts.join(", ")}`;
}
