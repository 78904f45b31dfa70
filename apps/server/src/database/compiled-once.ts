import type { Compilable, CompiledQuery } from "kysely";
import type { Queryable } from "./database.ts";

/**
 * Builds and compiles a query once for each database, and then runs it with other values. For a join of several tables,
 * compiling takes longer than running it. `build` must not change the values or branch on them.
 */
export function compiledOnce<Values extends object, Row>(
  build: (database: Queryable, values: Values) => Compilable<Row>,
): (database: Queryable, values: Values) => Promise<Row[]> {
  // Queries are stored by adapter, because a transaction and its database have the same adapter.
  const known = new WeakMap<object, CompiledQuery<Row>>();
  return async (database, values) => {
    const { adapter } = database.getExecutor();
    const compiled = known.get(adapter) ?? build(database, placeholders as Values).compile();
    known.set(adapter, compiled);
    const parameters = compiled.parameters.map((value) =>
      value instanceof Placeholder ? values[value.name as keyof Values] : value,
    );
    const { rows } = await database.executeQuery<Row>({ ...compiled, parameters });
    return rows;
  };
}

/** Stands for a value among the parameters of a compiled query. */
class Placeholder {
  readonly name: PropertyKey;

  constructor(name: PropertyKey) {
    this.name = name;
  }
}

/** Reading any property of this object returns a placeholder with the name of the property. */
const placeholders: object = new Proxy({}, { get: (_, name) => new Placeholder(name) });
