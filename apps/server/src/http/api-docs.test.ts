import { expect, test } from "vitest";
import { endpoints } from "../../lab/simulation/contract-requests.ts";
import { simulateApp } from "../../lab/simulation/simulated-app.ts";

test("in development /docs shows every endpoint of the contract", async () => {
  await using world = await simulateApp(null, { hasApiDocs: true });
  const host = new URL(world.parts.portalOrigin).host;
  const page = await world.app.inject({ url: "/docs", headers: { host } });
  expect(page.statusCode).toBe(200);
  expect(page.headers["content-type"]).toContain("text/html");

  const answer = await world.app.inject({ url: "/docs/json", headers: { host } });
  const { paths } = answer.json<{ paths: Record<string, Record<string, { summary: string }>> }>();
  const shown = Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, { summary }]) => `${method.toUpperCase()} ${path}: ${summary}`),
  );
  const declared = endpoints.map(
    ({ endpoint: { method, path, summary } }) =>
      `${method} ${path.replaceAll(/:(\w+)/g, "{$1}")}: ${summary}`,
  );
  expect(declared.length).toBeGreaterThan(40);
  expect(shown.toSorted()).toEqual(declared.toSorted());
});
