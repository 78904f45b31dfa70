import { afterEach, beforeEach, expect, test } from "vitest";
import { type Database, openDatabase } from "./database.ts";
import { afterCommit, inTransaction } from "./transactions.ts";

let database: Database;
let done: string[];
beforeEach(async () => {
  database = await openDatabase(":memory:");
  done = [];
});
afterEach(() => database.destroy());

test("a job runs after the commit, and the result of the work comes after it", async () => {
  const result = await inTransaction(database, [], async (tx) => {
    afterCommit(tx, () => done.push("job"));
    await tx.selectFrom("accounts").select("id").execute();
    done.push("work");
    return "result";
  });
  expect([...done, result]).toEqual(["work", "job", "result"]);
});

test("a job doesn't run after a rollback", async () => {
  const failing = inTransaction(database, [], (tx) => {
    afterCommit(tx, () => done.push("job"));
    return Promise.reject(new Error("refused"));
  });
  await expect(failing).rejects.toThrow("refused");
  expect(done).toEqual([]);
});

test("outside a transaction a job runs at once", () => {
  afterCommit(database, () => done.push("job"));
  expect(done).toEqual(["job"]);
});
