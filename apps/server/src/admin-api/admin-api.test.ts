import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { showAdminApi } from "@sallyport/contract/admin-api";
import { afterAll, beforeAll, expect, test } from "vitest";
import { endpoints } from "../../lab/simulation/contract-requests.ts";
import { type Scene, scene } from "../../lab/simulation/scene.ts";
import { newKeyOf, resultWithKey } from "../../lab/simulation/script.ts";
import { examples } from "./examples.ts";

let here: Scene;
let api: Description;
beforeAll(async () => {
  here = await scene();
  api = (await here.admin.get(showAdminApi, {})) as unknown as Description;
});
afterAll(() => here[Symbol.asyncDispose]());

interface Operation {
  summary: string;
  description: string;
  security: object[];
  parameters: { name: string; in: string; required: boolean; schema: object; example?: unknown }[];
  requestBody?: { content: Content };
  responses: { 200: { content: Content } };
}
type Content = Record<string, { schema: { properties?: object }; example?: unknown }>;
interface Description {
  openapi: string;
  servers: { url: string }[];
  paths: Record<string, Record<string, Operation>>;
}

const ofConsole = endpoints.filter(({ endpoint }) => endpoint.asks === "administrator");
const operationOf = (name: string) => {
  const [method = "", path = ""] = name.split(" ");
  return api.paths[path.replaceAll(/:(\w+)/g, "{$1}")]?.[method.toLowerCase()];
};

test("every endpoint of the console is described, and no other", () => {
  const described = Object.entries(api.paths).flatMap(([path, operations]) =>
    Object.keys(operations).map(
      (method) => `${method.toUpperCase()} ${path.replaceAll(/\{(\w+)\}/g, ":$1")}`,
    ),
  );
  expect(described.toSorted()).toEqual(ofConsole.map(({ name }) => name).toSorted());
  expect(api.servers).toEqual([{ url: here.world.parts.portalOrigin }]);
});

test.for(ofConsole)(
  "$name is described with its role, its parameters and its schemas",
  ({ name, endpoint }) => {
    const operation = operationOf(name);
    expect(operation?.summary).toBe(endpoint.summary);
    expect(operation?.description).toContain(endpoint.atLeast);
    expect(operation?.security).toHaveLength(endpoint.allowsKeys === true ? 2 : 1);
    const inPath = operation?.parameters.filter(({ in: place }) => place === "path").map((each) => each.name);
    expect(inPath).toEqual([...endpoint.path.matchAll(/:(\w+)/g)].map(([, each]) => each));
    const inQuery = operation?.parameters
      .filter(({ in: place }) => place === "query")
      .map((each) => each.name);
    expect(inQuery).toEqual(Object.keys(endpoint.query?.shape ?? {}));
    const body = Object.values(operation?.requestBody?.content ?? {})[0]?.schema;
    expect(Object.keys(body?.properties ?? {})).toEqual(Object.keys(endpoint.body?.shape ?? {}));
  },
);

test.for(ofConsole.filter(({ endpoint }) => endpoint.allowsKeys === true))(
  "$name has an example that the contract accepts",
  ({ name, endpoint }) => {
    const { params, query, body, reply } = examples[name] ?? {};
    expect(endpoint.reply.safeParse(reply).success).toBe(true);
    const parts = [
      [endpoint.params, params],
      [endpoint.query, query],
      [endpoint.body, body],
    ] as const;
    expect(parts.filter(([schema, value]) => schema?.safeParse(value ?? {}).success === false)).toEqual([]);
    const shown = operationOf(name);
    expect(Object.values(shown?.responses[200].content ?? {})[0]?.example).toEqual(reply);
  },
);

test("no example is left of an endpoint that is gone", () => {
  const names = new Set(ofConsole.map(({ name }) => name));
  expect(Object.keys(examples).filter((name) => !names.has(name))).toEqual([]);
});

test("docs/admin-api.md lists the endpoints that are open to keys, with their roles", async () => {
  const page = await readFile(join(import.meta.dirname, "../../../../docs/admin-api.md"), "utf8");
  const [, list = ""] = /<!-- open-to-keys -->(.*)<!-- \/open-to-keys -->/s.exec(page) ?? [];
  const rows = list.split("\n").filter((line) => line.startsWith("| `"));
  const open = ofConsole.filter(({ endpoint }) => endpoint.allowsKeys === true);
  expect(rows.toSorted()).toEqual(
    open
      .map(({ name, endpoint }) => `| \`${name}\` | ${endpoint.atLeast ?? ""} | ${endpoint.summary} |`)
      .toSorted(),
  );
});

test("the description is for administrators and their keys alone", async () => {
  expect((await here.world.browser().refusal(showAdminApi, {})).code).toBe("not-signed-in");
  const { key } = await newKeyOf(here.admin);
  expect(await resultWithKey(here.world, key, showAdminApi, {})).toBe("ok");
});
