import SqliteDatabase from "better-sqlite3";

type Method = (this: { readonly source: string }, ...given: unknown[]) => unknown;

const methods = ["run", "get", "all", "iterate"] as const;

const statement = Object.getPrototypeOf(new SqliteDatabase(":memory:").prepare("SELECT 1")) as Record<
  (typeof methods)[number],
  Method
>;

export async function statementsDuring(act: () => Promise<unknown>): Promise<string[]> {
  const sent: string[] = [];
  const original = { ...statement };
  for (const method of methods) {
    const { [method]: send } = original;
    statement[method] = function (...given) {
      sent.push(this.source);
      return send.apply(this, given);
    };
  }
  try {
    await act();
  } finally {
    for (const method of methods) statement[method] = original[method];
  }
  return sent;
}
