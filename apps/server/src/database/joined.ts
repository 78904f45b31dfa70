export type Columns<Row> = Readonly<Record<keyof Row & string, true>>;

/**
 * Other tables of the join may have columns of the same name. SQLite and Postgres accept a dot in a quoted
 * name.
 */
export function columnsOf<Table extends string, Column extends string>(
  table: Table,
  columns: Readonly<Record<Column, true>>,
): Named<Table, Column>[] {
  return Object.keys(columns).map((name) => `${table}.${name} as ${table}.${name}` as Named<Table, Column>);
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

export function partOf<Joined extends object, Table extends string>(
  joined: Joined,
  table: Table,
): PartOf<Joined, Table> {
  const prefix = `${table}.`;
  const part: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(joined)) {
    if (name.startsWith(prefix)) part[name.slice(prefix.length)] = value;
  }
  return part as PartOf<Joined, Table>;
}

export function bareOf<Joined extends object>(joined: Joined): BareOf<Joined> {
  const bare: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(joined)) if (!name.includes(".")) bare[name] = value;
  return bare as BareOf<Joined>;
}
