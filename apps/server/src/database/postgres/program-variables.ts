import { Client } from "pg";
import { serversOf } from "../../config/database-place.ts";

/**
 * Postgres programs get the password in environment variables, because other users of the machine can read a command
 * line (postgresql.org/docs/15/libpq-envars.html).
 */
export function programVariables(address: string): Record<string, string> {
  const [first, ...others] = serversOf(address);
  const { user, database, password, host, port } = new Client({ connectionString: first });
  const servers = [{ host, port }, ...others.map((other) => new Client({ connectionString: other }))];
  return {
    PGHOST: servers.map((server) => server.host).join(","),
    PGPORT: servers.map((server) => server.port).join(","),
    ...(others.length > 0 ? { PGTARGETSESSIONATTRS: "read-write" } : {}),
    ...(user === undefined ? {} : { PGUSER: user }),
    ...(database === undefined ? {} : { PGDATABASE: database }),
    ...(typeof password === "string" && password !== "" ? { PGPASSWORD: password } : {}),
    PGAPPNAME: "sallyport command",
    ...encryption(new URL(first).searchParams),
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
