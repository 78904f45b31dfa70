import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { createServer, type IncomingMessage, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { proxySnippets } from "@sallyport/contract/applications/proxy-snippets";
import { onTestFinished, vi } from "vitest";
import { send } from "../openid/judges/loopback.fixture.ts";

export type ProxyName = "Caddy" | "nginx";

interface Site {
  id: string;
  issuer: string;
  address: string;
}

/** Replaces the snippet's example values with the test's own. Fails if a value isn't in the snippet. */
function withOwn(text: string, names: Readonly<Record<string, string>>): string {
  return Object.entries(names).reduce((before, [written, ours]) => {
    if (!before.includes(written)) throw new Error(`The snippet no longer has: ${written}`);
    return before.replaceAll(written, ours);
  }, text);
}

/** The configuration has no TLS, because the tests of docs/operations.md test proxies with TLS. */
function configurationOf(name: ProxyName, snippet: string, folder: string, { address }: Site): string {
  const { port } = new URL(address);
  if (name === "Caddy") return `{\nadmin off\ndefault_bind 127.0.0.1\n}\n${snippet}`;
  const site = withOwn(snippet, { [`listen ${port};`]: `listen 127.0.0.1:${port};` });
  const temporary = ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"].map(
    (kind) => `${kind}_temp_path ${join(folder, kind)};`,
  );
  const around = `daemon off; master_process off; pid ${join(folder, "nginx.pid")}; events {}`;
  return `${around}\nhttp {\naccess_log off;\n${temporary.join("\n")}\n${site}}\n`;
}

/** Starts the proxy with the snippet that the console shows for the application. */
export async function startProxy(name: ProxyName, site: Site, upstream: number): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), "sallyport-door-"));
  onTestFinished(() => rm(folder, { recursive: true }));
  await mkdir(join(folder, "home"));
  const snippet = proxySnippets(site).find(({ proxy }) => proxy === name)?.text ?? "";
  const places = {
    "127.0.0.1:3000": `127.0.0.1:${upstream}`,
    "127.0.0.1:8080": `127.0.0.1:${new URL(site.issuer).port}`,
  };
  const file = join(folder, "configuration");
  await writeFile(file, configurationOf(name, withOwn(snippet, places), folder, site));
  const words =
    name === "Caddy"
      ? ["run", "--config", file, "--adapter", "caddyfile"]
      : ["-e", "stderr", "-p", folder, "-c", file];
  const home = join(folder, "home");
  const env = { PATH: process.env["PATH"], HOME: home, XDG_CONFIG_HOME: home, XDG_DATA_HOME: home };
  const child = spawn(name.toLowerCase(), words, { env, stdio: ["ignore", "ignore", "pipe"] });
  let said = "";
  child.stderr.setEncoding("utf8").on("data", (text: string) => (said += text));
  child.on("error", () => undefined);
  onTestFinished(async () => {
    if (child.pid === undefined || child.exitCode !== null) return;
    const ended = once(child, "close");
    child.kill("SIGTERM");
    await ended;
  });
  const isReady = () => {
    if (child.pid === undefined) throw new Error(`${name} is missing: npm test fetches it.`);
    if (child.exitCode !== null) throw new Error(said);
    return send(new URL(site.address)).catch(() => false);
  };
  await vi.waitUntil(isReady, { timeout: 20_000 });
}

/** An application that answers with the headers that it got, and sends back what it gets on a WebSocket. */
export function startApplication(): Promise<number> {
  const server = createServer((request, response) => void response.end(seenIn(request))).on(
    "upgrade",
    (request, socket) => {
      const answer = ["HTTP/1.1 101 Switching Protocols", "Upgrade: websocket", "Connection: Upgrade"];
      socket.write([...answer, `X-Seen: ${seenIn(request)}`, "", ""].join("\r\n"));
      socket.on("error", () => undefined).pipe(socket);
    },
  );
  return listening(server);
}

/** The portal's keys at an address that every system resolves. */
export function startKeys(issuer: string): Promise<number> {
  const keys = new URL("/oidc/jwks", issuer);
  return listening(
    createServer((_request, response) => void send(keys).then(({ body }) => response.end(body))),
  );
}

async function listening(server: Server): Promise<number> {
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  onTestFinished(() => void server.close());
  return (server.address() as AddressInfo).port;
}

function seenIn({ method, url, headersDistinct }: IncomingMessage): string {
  const names = Object.entries(headersDistinct).filter(([header]) => /^remote|sallyport/i.test(header));
  return JSON.stringify({ method, url, ...Object.fromEntries(names) });
}
