import { pino } from "pino";
import { expect, test } from "vitest";
import { authenticatorOrigin, portalOrigin } from "../../lab/simulation/browser.ts";
import { simulateApp } from "../../lab/simulation/simulated-app.ts";
import { buildApp } from "../app.ts";

test("the log names what was asked for, and never what was searched for", { tags: ["R73"] }, async () => {
  await using world = await simulateApp();
  const lines: string[] = [];
  const log = pino({ level: "trace" }, { write: (line: string) => void lines.push(line) });
  const config = {
    portalOrigin,
    authenticatorOrigin,
    organisation: "Sallyport",
    trustedProxies: [],
    webApps: null,
    hasApiDocs: false,
  };
  const app = await buildApp(config, world.parts, log);
  for (const url of ["/api/admin/users?search=ursula%40example.com", "/nowhere?token=secret"]) {
    await app.inject({ url, headers: { host: new URL(portalOrigin).host } });
  }
  await app.close();
  expect(lines.join("")).toContain('"url":"/api/admin/users"');
  expect(lines.join("")).toContain('"url":"/nowhere"');
  expect(lines.join("")).not.toMatch(/ursula|secret/);
});
