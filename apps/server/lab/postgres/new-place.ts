import { randomUUID } from "node:crypto";
import { Client } from "pg";
import { templateVariable } from "./each-test.ts";

/** The place of a new database for one test: on the Postgres server of this run, or else the given SQLite file. */
export async function newPlace(file = ":memory:"): Promise<string> {
  const template = process.env[templateVariable];
  return template === undefined ? file : copyOf(template);
}

async function copyOf(template: string): Promise<string> {
  const address = new URL(template);
  const original = address.pathname.slice(1);
  const name = `t${randomUUID().replaceAll("-", "")}`;
  address.pathname = "postgres";
  const client = new Client({ connectionString: address.href });
  await client.connect();
  try {
    await client.query(`create database ${name} template ${original} strategy file_copy`);
  } finally {
    await client.end();
  }
  address.pathname = name;
  return address.href;
}
