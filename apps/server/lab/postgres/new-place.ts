import { randomUUID } from "node:crypto";
import { Client } from "pg";
import { templateVariable } from "./each-test.ts";

/** If the run has no Postgres server, returns the given SQLite file. */
export async function newPlace(file = ":memory:"): Promise<string> {
  const template = process.env[templateVariable];
  return template === undefined ? file : copyOf(template);
}

export async function emptyPlace(): Promise<string> {
  const template = process.env[templateVariable];
  if (template === undefined) throw new Error("This test runs on Postgres only.");
  return create(template, "template0");
}

async function copyOf(template: string): Promise<string> {
  return create(template, `${new URL(template).pathname.slice(1)} strategy file_copy`);
}

async function create(onServer: string, template: string): Promise<string> {
  const address = new URL(onServer);
  const name = `t${randomUUID().replaceAll("-", "")}`;
  address.pathname = "postgres";
  const client = new Client({ connectionString: address.href });
  await client.connect();
  try {
    await client.query(`create database ${name} template ${template}`);
  } finally {
    await client.end();
  }
  address.pathname = name;
  return address.href;
}
