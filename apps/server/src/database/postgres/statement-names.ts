import type { CompiledQuery } from "kysely";

const mostNames = 300;

const namedKinds: ReadonlySet<string> = new Set([
  "SelectQueryNode",
  "InsertQueryNode",
  "UpdateQueryNode",
  "DeleteQueryNode",
]);

/** Each connection parses and plans a named statement only once. */
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
