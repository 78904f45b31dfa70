export interface Table {
  name: string;
  columns: readonly Column[];
  /** Without a primary key, rows are sorted by all columns. */
  key: readonly string[];
}

export interface Column {
  name: string;
  type: string;
}

export type Row = readonly (string | null)[];

export function rowName({ name, columns, key }: Table, row: Row): string {
  const parts = key.map((column) => {
    const value = row[columns.findIndex((of) => of.name === column)];
    return `${column} ${value ?? "null"}`;
  });
  return `${name} with ${parts.join(", ")}`;
}
