import type { TestProject } from "vitest/node";
import { openDatabase } from "../../src/database/database.ts";
import { startCluster } from "./cluster.ts";

/** The address of a database that each test copies. Without this variable, tests use SQLite in memory. */
export const templateVariable = "SALLYPORT_TEST_POSTGRES";

/** Vitest calls this function once, before the tests of the suites that run on Postgres. */
export default async function setUp(_project: TestProject): Promise<() => Promise<void>> {
  const cluster = await startCluster();
  const template = await cluster.newDatabase();
  await (await openDatabase(template)).destroy();
  process.env[templateVariable] = template;
  return async () => cluster[Symbol.asyncDispose]();
}
