import type { Compilable, CompiledQuery, QueryResult } from "kysely";
import type { Queryable } from "./database.ts";

/**
 * Compiling a query takes longer than running it, so each query is compiled once for each database. `build`
 * must not branch on the values.
 */
export function compiledOnce<Values extends object, Row>(
  build: (database: Queryable, values: Values) => Compilable<Row>,
): (database: Queryable, values: Values) => Promise<QueryResult<Row>> {
  // The key is the adapter, because a transaction and its database have the same adapter.
  const known = new WeakMap<object, Map<string, CompiledQuery<Row>>>();
  return (database, values) => {
    const { adapter } = database.getExecutor();
    const ofDatabase = known.get(adapter) ?? new Map<string, CompiledQuery<Row>>();
    known.set(adapter, ofDatabase);
    const names = Object.keys(values);
    const shape = names.join();
    const compiled = ofDatabase.get(shape) ?? build(database, placeholders(names) as Values).compile();
    ofDatabase.set(shape, compiled);
    const parameters = compiled.parameters.map((value) =>
      value instanceof Placeholder ? values[value.name as keyof Values] : value,
    );
    return database.executeQuery<Row>({ ...compiled, parameters });
  };
}

class Placeholder {
  readonly name: string;

  constructor(name: string) {
    this.name = name;
  }
}

function placeholders(names: readonly string[]): object {
  return Object.fromEntries(names.map((name) => [name, new Placeholder(name)]));
}
