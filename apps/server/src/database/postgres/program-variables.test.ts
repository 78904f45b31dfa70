import { expect, test } from "vitest";
import { programVariables } from "./program-variables.ts";

test("the programs of Postgres open the same database as the server", () => {
  expect(programVariables("postgres://mia:p%40ss%20word@db.example.com:6543/logins")).toEqual({
    PGHOST: "db.example.com",
    PGPORT: "6543",
    PGUSER: "mia",
    PGDATABASE: "logins",
    PGPASSWORD: "p@ss word",
    PGAPPNAME: "sallyport command",
  });
});

test("of several servers, the programs take the one that accepts writes, too", () => {
  expect(programVariables("postgres://mia@a.example.com:6543,b/logins")).toMatchObject({
    PGHOST: "a.example.com,b",
    PGPORT: "6543,5432",
    PGTARGETSESSIONATTRS: "read-write",
    PGDATABASE: "logins",
  });
});

test("a folder of sockets is found too", () => {
  expect(programVariables("postgres:///logins?host=/run/postgresql&user=mia")).toMatchObject({
    PGHOST: "/run/postgresql",
    PGUSER: "mia",
    PGDATABASE: "logins",
  });
});

test.for<[parameters: string, variables: Record<string, string>]>([
  ["", {}],
  ["sslmode=disable", { PGSSLMODE: "disable" }],
  ["sslmode=require", { PGSSLMODE: "verify-full", PGSSLROOTCERT: "system" }],
  ["ssl=true", { PGSSLMODE: "verify-full", PGSSLROOTCERT: "system" }],
  ["sslmode=no-verify", { PGSSLMODE: "require" }],
  ["uselibpqcompat=true&sslmode=require", { PGSSLMODE: "require" }],
])("the certificate is checked as strictly as by the server: %j", ([parameters, variables]) => {
  const found = programVariables(`postgres://mia@db.example.com/logins?${parameters}`);
  const encryption = Object.fromEntries(Object.entries(found).filter(([name]) => name.startsWith("PGSSL")));
  expect(encryption).toEqual(variables);
});

test("files of certificates are named", () => {
  const files = import.meta.filename;
  const address = `postgres://mia@db.example.com/logins?sslmode=verify-full&sslrootcert=${files}&sslcert=${files}&sslkey=${files}`;
  expect(programVariables(address)).toMatchObject({
    PGSSLMODE: "verify-full",
    PGSSLROOTCERT: files,
    PGSSLCERT: files,
    PGSSLKEY: files,
  });
});
