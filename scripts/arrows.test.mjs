import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import rules from "../dependency-rules.cjs";
import { cruiseTree, unseen } from "./arrows/cruise.mjs";
import { folderCycles } from "./arrows/folders.mjs";
import { withPictures } from "./arrows/picture.mjs";
import { straySql, strayTransactions } from "./arrows/sql.mjs";

let folder = "";

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "arrows-"));
  write(sound);
});

afterEach(() => rmSync(folder, { recursive: true }));

const sound = {
  "node_modules/fastify/package.json": '{ "name": "fastify", "main": "index.js" }',
  "node_modules/fastify/index.js": "",
  "node_modules/better-sqlite3/package.json": '{ "name": "better-sqlite3", "main": "index.js" }',
  "node_modules/better-sqlite3/index.js": "",
  "packages/totp/src/totp.ts": "export const a = 1;",
  "packages/contract/src/sign-in.ts": "export const a = 1;",
  "apps/portal/src/main.tsx": 'import "../../../packages/totp/src/totp.ts";',
  "apps/portal/src/sign-in/login.ts": 'import "../form/form.ts";',
  "apps/portal/src/form/form.ts": "export const a = 1;",
  "apps/server/src/main.ts": 'import "./app.ts";',
  "apps/server/src/app.ts":
    'import "./sign-in/sign-in.routes.ts"; import "./accounts/users/users.ts"; import "fastify";',
  "apps/server/src/accounts/users/users.ts": "export const a = 1;",
  "apps/server/src/sign-in/sign-in.routes.ts":
    'import "./sign-in.ts"; import "../../../../packages/contract/src/sign-in.ts";',
  "apps/server/src/sign-in/sign-in.ts": 'import "./sign-in.repository.ts"; import "./rules/journey.ts";',
  "apps/server/src/sign-in/sign-in.repository.ts": 'import "../database/database.ts";',
  "apps/server/src/sign-in/rules/journey.ts": 'import "./lockout.ts";',
  "apps/server/src/sign-in/rules/lockout.ts": "export const a = 1;",
  "apps/server/src/sign-in/rules/lockout.test.ts":
    'import "./lockout.ts"; import "../../../lab/simulation/main.ts";',
  "apps/server/src/database/database.ts": 'import "better-sqlite3";',
  "apps/server/lab/simulation/main.ts": 'import "../../src/app.ts";',
  "apps/inbox/src/main.ts": 'import "./inbox.ts";',
  "apps/inbox/src/inbox.ts": "export const a = 1;",
  "packages/disposable/src/index.ts": 'import "../../../apps/server/src/app.ts";',
  "bench/main.ts": 'import "./words.ts";',
  "bench/words.ts": "export const a = 1;",
  "e2e/story.spec.ts": 'import "../apps/inbox/src/inbox.ts";',
  "scripts/start.mjs": 'import "./start/table.mjs";',
  "scripts/start/table.mjs": 'import "../setup/places.mjs";',
  "scripts/setup/places.mjs": "export const a = 1;",
  "tools/api-docs/write.ts": 'import "./pages.ts";',
  "tools/api-docs/pages.ts": "export const a = 1;",
};

const planted = {
  "packages-stand-alone": ["packages/totp/src/bad.ts", "../../contract/src/sign-in.ts"],
  "kit-reach": ["packages/otp/src/bad.ts", "../../contract/src/sign-in.ts"],
  "disposable-reach": ["packages/disposable/src/bad.ts", "../../../apps/portal/src/main.tsx"],
  "disposable-is-for-tests": ["apps/server/src/bad.ts", "../../../packages/disposable/src/index.ts"],
  "web-apps-reach": ["apps/portal/src/bad.ts", "../../server/src/app.ts"],
  "server-reach": ["apps/server/src/bad.ts", "../../inbox/src/inbox.ts"],
  "inbox-stands-alone": ["apps/inbox/src/bad.ts", "../../../packages/totp/src/totp.ts"],
  "tools-stand-alone": ["tools/api-docs/bad.ts", "../../packages/totp/src/totp.ts"],
  "setup-comes-first": ["scripts/setup/bad.mjs", "../start/table.mjs"],
  "rules-are-pure": ["apps/server/src/sign-in/rules/bad.ts", "node:crypto"],
  "routes-ask-use-cases": ["apps/server/src/sign-in/bad.routes.ts", "./sign-in.repository.ts"],
  "no-way-back-to-routes": ["apps/server/src/sign-in/bad.ts", "./sign-in.routes.ts"],
  "repositories-keep-to-data": ["apps/server/src/sign-in/bad.repository.ts", "./sign-in.ts"],
  "users-and-administrators-stand-apart": ["apps/server/src/accounts/bad.ts", "./users/users.ts"],
  "fastify-stays-in-http": ["apps/server/src/sign-in/bad.ts", "fastify"],
  "one-database-driver": ["apps/server/src/sign-in/bad.ts", "better-sqlite3"],
  "never-in-production": ["apps/server/src/bad.ts", "../lab/simulation/main.ts"],
  "tests-are-not-imported": ["apps/server/src/bad.ts", "./sign-in/rules/lockout.test.ts"],
  "no-cycles": ["apps/server/src/sign-in/rules/lockout.ts", "./journey.ts"],
  "imports-resolve": ["apps/server/src/bad.ts", "./nowhere.ts"],
};

/** @param {Record<string, string>} files */
function write(files) {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
}

async function broken() {
  const { summary } = await cruiseTree(folder);
  return summary.violations.map(({ rule }) => rule.name);
}

test("a sound tree breaks no rule, and every source of it is seen", async () => {
  const cruised = await cruiseTree(folder);
  expect(cruised.summary.violations).toEqual([]);
  expect(unseen(folder, cruised)).toEqual([]);
});

test.each(Object.entries(planted))(
  "a planted violation of %s is found",
  async (rule, [path = "", target = ""]) => {
    write({ [path]: `await using a = await import("${target}");` });
    expect(await broken()).toContain(rule);
  },
);

test.each([
  ["by value", "apps/portal/src/form/bad.ts", 'import "../sign-in/login.ts";', "apps/portal/src/form"],
  [
    "by type",
    "apps/server/src/database/bad.ts",
    'import type { a } from "../sign-in/rules/lockout.ts";',
    "apps/server/src/database",
  ],
])("a planted cycle of folders, %s, is found", async (_how, path, text, folder_) => {
  expect(folderCycles(await cruiseTree(folder))).toEqual([]);
  write({ [path]: text });
  const rings = folderCycles(await cruiseTree(folder));
  expect(rings).toHaveLength(1);
  expect(rings[0]?.way).toContain(folder_);
});

test("a cycle of folders is allowed if it needs the import of a test", async () => {
  write({ "apps/portal/src/form/form.test.ts": 'import "../sign-in/login.ts";' });
  expect(folderCycles(await cruiseTree(folder))).toEqual([]);
});

const server = "apps/server/src";

test.each([
  ["a query", "home/bad.ts", 'tx.selectFrom("accounts");'],
  ["a query in a route", "home/home.routes.ts", 'tx.deleteFrom("accounts");'],
  ["a query over two lines", "home/bad.ts", 'tx\n  .updateTable("accounts");'],
  ["an insert above the folders", "bad.ts", 'tx.insertInto("accounts");'],
  ["raw SQL", "home/bad.ts", "sql`select 1`;"],
  ["raw SQL with a type", "home/bad.ts", "sql<{ a: number }>`select 1`;"],
])("planted SQL outside of a repository, %s, is found", (_what, path, text) => {
  write({ [`${server}/${path}`]: text });
  expect(straySql(folder)).toEqual([`${server}/${path}:${text.split("\n").length}`]);
});

test("SQL in a repository, in database/, in a test and in the laboratory is where it may be", () => {
  const text = 'tx.selectFrom("accounts"); sql`select 1`;';
  const paths = [
    "src/home/home.repository.ts",
    "src/database/migrations/0001.ts",
    "src/home/home.test.ts",
    "lab/a.ts",
  ];
  write(Object.fromEntries(paths.map((path) => [`apps/server/${path}`, text])));
  expect(straySql(folder)).toEqual([]);
});

test.each([
  ["in a use case", "home/bad.ts", "await database.transaction().execute(work);"],
  ["in a repository", "home/bad.repository.ts", "database\n  .transaction()\n  .execute(work);"],
  ["begun by hand", "bad.ts", "await database.startTransaction().execute();"],
])("a planted transaction without a scope, %s, is found", (_where, path, text) => {
  write({ [`${server}/${path}`]: text });
  const line = text.split("\n").findIndex((one) => /ransaction\(/.test(one)) + 1;
  expect(strayTransactions(folder)).toEqual([`${server}/${path}:${line}`]);
});

test("a transaction in database/ and in a test is where it may be", () => {
  const paths = ["database/transactions.ts", "home/home.test.ts"];
  write(Object.fromEntries(paths.map((path) => [`${server}/${path}`, "database.transaction()"])));
  expect(strayTransactions(folder)).toEqual([]);
});

test("a planted orphan is found", async () => {
  write({ "apps/portal/src/bad.ts": "export const a = 1;" });
  expect(await broken()).toEqual(["no-orphans"]);
});

test("there is a planted violation of every rule", () => {
  const names = rules.forbidden?.map(({ name }) => name);
  expect(names?.toSorted()).toEqual([...Object.keys(planted), "no-orphans"].toSorted());
});

test("the pictures show who imports whom, and are the same when written again", async () => {
  const document =
    "# A\n<!-- arrows:workspaces -->\n<!-- /arrows:workspaces -->\n<!-- arrows:server -->\n<!-- /arrows:server -->\n";
  const cruised = await cruiseTree(folder);
  const drawn = withPictures(document, cruised);
  expect(drawn).toContain(
    "flowchart LR\n  disposable --> server\n  e2e --> inbox\n  portal --> totp\n  server --> contract\n```",
  );
  expect(drawn).toContain("flowchart LR\n  sign-in --> database\n```");
  expect(withPictures(drawn, cruised)).toBe(drawn);
});

test("a document without the markers is refused", async () => {
  const cruised = await cruiseTree(folder);
  expect(() => withPictures("# A", cruised)).toThrow("docs/architecture.md lacks <!-- arrows:workspaces -->");
});
