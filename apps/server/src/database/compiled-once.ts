import type { Compilable, CompiledQuery } from "kysely";
import type { Queryable } from "./database.ts";

/** Compiling a join takes longer than running the join. `build` must not branch on the values. */
export function compiledOnce<Values extends object, Row>(
  build: (database: Queryable, values: Values) => Compilable<Row>,
): (database: Queryable, values: Values) => Promise<Row[]> {
  // A transaction and its database have the same adapter.
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

class Placeholder {
  readonly name: PropertyKey;

  constructor(name: PropertyKey) {
    this.name = name;
  }
}

/** Each property of this object is a placeholder with the property's name. */
const placeholders: object = new Proxy({}, { get: (_, name) => new Placeholder(name) });
