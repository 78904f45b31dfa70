/**
 * A table of a join. Its columns are selected as `table.column`, because other tables can have columns of the
 * same name. SQLite and Postgres accept a dot in a quoted name.
 */
export class JoinedTable<Table extends string, Column extends string> {
  readonly selection: readonly Named<Table, Column>[];
  readonly #names: readonly (readonly [column: string, name: string])[];

  constructor(table: Table, columns: Readonly<Record<Column, true>>) {
    this.#names = Object.keys(columns).map((column) => [column, `${table}.${column}`]);
    this.selection = this.#names.map(([, name]) => `${name} as ${name}` as Named<Table, Column>);
  }

  in<Joined extends object>(joined: Joined): PartOf<Joined, Table> {
    const part: Record<string, unknown> = {};
    for (const [column, name] of this.#names) part[column] = joined[name as keyof Joined];
    return part as PartOf<Joined, Table>;
  }
}

type Named<Table extends string, Column extends string> = Column extends unknown
  ? `${Table}.${Column} as ${Table}.${Column}`
  : never;

export type PartOf<Joined, Table extends string> = {
  [Name in keyof Joined as Name extends `${Table}.${infer Column}` ? Column : never]: Joined[Name];
};

type BareOf<Joined> = {
  [Name in keyof Joined as Name extends `${string}.${string}` ? never : Name]: Joined[Name];
};

export function bareOf<Joined extends object>(joined: Joined): BareOf<Joined> {
  const bare: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(joined)) if (!name.includes(".")) bare[name] = value;
  return bare as BareOf<Joined>;
}
