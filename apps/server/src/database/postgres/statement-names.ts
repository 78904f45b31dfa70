import type { CompiledQuery } from "kysely";

const mostNames = 300;

/** Raw SQL is not kept, because most of it runs once. */
const namedKinds: ReadonlySet<string> = new Set([
  "SelectQueryNode",
  "InsertQueryNode",
  "UpdateQueryNode",
  "DeleteQueryNode",
]);

/**
 * Gives each SQL text a name. Each connection parses and plans a named statement only once, and the server keeps it
 * until the connection ends.
 */
export class StatementNames {
  readonly #names = new Map<string, string>();

  nameOf({ sql, query }: CompiledQuery): string | undefined {
    if (!namedKinds.has(query.kind)) return undefined;
    const known = this.#names.get(sql);
    if (known !== undefined || this.#names.size >= mostNames) return known;
    const name = `s${this.#names.size + 1}`;
    this.#names.set(sql, name);
    return name;
  }
}
