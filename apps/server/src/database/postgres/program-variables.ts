import { Client } from "pg";

/**
 * The programs get the password in variables, because other users of the machine can read a command line
 * (postgresql.org/docs/15/libpq-envars.html).
 */
export function programVariables(address: string): Record<string, string> {
  const { host, port, user, database, password } = new Client({ connectionString: address });
  return {
    PGHOST: host,
    PGPORT: String(port),
    ...(user === undefined ? {} : { PGUSER: user }),
    ...(database === undefined ? {} : { PGDATABASE: database }),
    ...(typeof password === "string" && password !== "" ? { PGPASSWORD: password } : {}),
    PGAPPNAME: "sallyport command",
    ...encryption(new URL(address).searchParams),
  };
}

/**
 * pg treats modes such as `require` as `verify-full`. In these modes pg_dump wouldn't check the certificate, so
 * it gets `verify-full`.
 */
function encryption(parameters: URLSearchParams): Record<string, string> {
  const mode =
    parameters.get("sslmode") ?? (/^(true|1)$/.test(parameters.get("ssl") ?? "") ? "require" : null);
  if (mode === null) return {};
  if (mode === "disable") return { PGSSLMODE: mode };
  const files = Object.entries({ PGSSLCERT: "sslcert", PGSSLKEY: "sslkey", PGSSLROOTCERT: "sslrootcert" })
    .map(([variable, name]) => [variable, parameters.get(name)] as const)
    .filter((entry): entry is [string, string] => entry[1] !== null);
  const named = Object.fromEntries(files);
  if (parameters.get("uselibpqcompat") === "true") return { PGSSLMODE: mode, ...named };
  if (mode === "no-verify") return { PGSSLMODE: "require", ...named };
  return { PGSSLROOTCERT: "system", PGSSLMODE: "verify-full", ...named };
}
