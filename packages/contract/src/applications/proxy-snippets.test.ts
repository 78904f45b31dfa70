import { expect, test } from "vitest";
import { proxySnippets } from "./proxy-snippets.ts";

const linesFor = (address: string) => {
  const texts = proxySnippets({ id: "ID", issuer: "https://login.example.com", address });
  return texts.flatMap(({ text }) => text.split("\n").map((line) => line.trim()));
};

test.each([
  ["https://wiki.example.com", "wiki.example.com {", "listen 443 ssl;"],
  ["https://wiki.example.com:8443", "wiki.example.com:8443 {", "listen 8443 ssl;"],
])("the proxies serve %s with TLS at its port, and find it by its host alone", (address, site, listen) => {
  const lines = linesFor(address);
  expect(lines).toEqual(expect.arrayContaining([site, listen, "server_name wiki.example.com;"]));
  expect(lines).toEqual(expect.arrayContaining(["rule: Host(`wiki.example.com`)", "tls: {}"]));
});

test("the proxies serve an address on this machine without TLS", () => {
  const lines = linesFor("http://localhost:8090");
  expect(lines).toEqual(expect.arrayContaining(["http://localhost:8090 {", "listen 8090;"]));
  expect(lines).toEqual(expect.arrayContaining(["server_name localhost;", "rule: Host(`localhost`)"]));
  expect(lines.filter((line) => /ssl|tls/.test(line))).toEqual([]);
});

const values = { id: "ID", issuer: "https://login.example.com", address: "https://wiki.example.com" };
const headers = ["Remote-User", "Remote-Name", "Remote-Email", "Remote-Groups", "X-Sallyport-Assertion"];

const texts = Object.fromEntries(proxySnippets(values).map(({ proxy, text }) => [proxy, text]));

test("each configuration passes all headers of the door on", () => {
  for (const text of Object.values(texts)) for (const header of headers) expect(text).toContain(header);
});

// The tests of the daemons send such headers through Caddy and nginx. No test can run Traefik.
test("each configuration removes headers with an underscore", { tags: ["AT-123"] }, () => {
  for (const line of ["-Remote_*", "-X_*", "-X-Sallyport_*"])
    expect(texts["Caddy"]).toContain(`request_header ${line}\n`);
  expect(texts["nginx"]).toContain("underscores_in_headers off;\n");
  const aliases = ["Remote_User", "Remote_Name", "Remote_Email", "Remote_Groups"];
  for (const alias of [...aliases, "X_Sallyport_Assertion", "X-Sallyport_Assertion", "X_Sallyport-Assertion"])
    expect(texts["Traefik"]).toContain(`${alias}: ""\n`);
});
