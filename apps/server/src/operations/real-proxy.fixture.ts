import { execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { request as requestPlain } from "node:http";
import { type RequestOptions, request } from "node:https";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { promisify } from "node:util";
import { onTestFinished, vi } from "vitest";
import { freePort } from "../../lab/free-port.ts";
import { blockOf, withNames } from "./page.fixture.ts";

interface Places {
  folder: string;
  upstreams: readonly number[];
  https: number;
  http: number;
}

interface Program {
  command: "caddy" | "nginx";
  prepare: (places: Places) => Promise<string[]>;
  authority: string;
}

/** Caddy makes its own certificate authority, which the system doesn't trust. */
const caddy = (block: "caddy" | "caddyfile", upstreamsOfPage: readonly string[]): Program => ({
  command: "caddy",
  authority: "storage/pki/authorities/local/root.crt",
  prepare: async ({ folder, upstreams, https, http }) => {
    const ours = upstreamsOfPage.map((name, index) => [name, `127.0.0.1:${upstreams[index]}`] as const);
    const site = withNames(blockOf(block), Object.fromEntries(ours));
    const global = [
      "local_certs",
      "skip_install_trust",
      "admin off",
      "default_bind 127.0.0.1",
      `https_port ${https}`,
      `http_port ${http}`,
      `storage file_system ${join(folder, "storage")}`,
    ];
    const file = join(folder, "Caddyfile");
    await writeFile(file, `{\n${global.join("\n")}\n}\n${site}`);
    return ["run", "--config", file, "--adapter", "caddyfile"];
  },
});

const nginx: Program = {
  command: "nginx",
  authority: "certificate.pem",
  prepare: async ({ folder, upstreams: [upstream], https, http }) => {
    const [key, certificate] = [join(folder, "key.pem"), join(folder, "certificate.pem")];
    const names = "subjectAltName=DNS:login.example.com,DNS:app.example.com";
    const making = ["req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-noenc"];
    const named = ["-subj", "/CN=login.example.com", "-addext", names];
    await promisify(execFile)("openssl", [...making, ...named, "-keyout", key, "-out", certificate]);
    const servers = withNames(blockOf("nginx"), {
      "/etc/ssl/example.com.pem": certificate,
      "/etc/ssl/private/example.com.key": key,
      "listen 443 ssl;": `listen 127.0.0.1:${https} ssl;`,
      "listen 80;": `listen 127.0.0.1:${http};`,
      "http://127.0.0.1:8080": `http://127.0.0.1:${upstream}`,
    });
    const temporary = ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"].map(
      (name) => `${name}_temp_path ${join(folder, name)};`,
    );
    const file = join(folder, "nginx.conf");
    const around = `daemon off; master_process off; pid ${join(folder, "nginx.pid")}; events {}`;
    await writeFile(file, `${around}\nhttp {\naccess_log off;\n${temporary.join("\n")}\n${servers}}\n`);
    return ["-e", "stderr", "-p", folder, "-c", file];
  },
};

const programs = {
  caddy: caddy("caddy", ["127.0.0.1:8080"]),
  "caddy with two servers": caddy("caddyfile", ["10.0.0.1:8080", "10.0.0.2:8080"]),
  nginx,
};

export interface Asking extends Pick<RequestOptions, "method" | "localAddress"> {
  host: string;
  path: string;
  headers?: Record<string, string>;
  body?: object;
}

interface Answer {
  status: number | undefined;
  headers: Record<string, string | string[] | undefined>;
  body: string;
}

export class RealProxy {
  readonly #places: Places;
  readonly #authority: Buffer;

  private constructor(places: Places, authority: Buffer) {
    this.#places = places;
    this.#authority = authority;
  }

  static async start(
    name: keyof typeof programs,
    above: string,
    upstreams: readonly number[],
    host = "login.example.com",
  ): Promise<RealProxy> {
    const { command, prepare, authority } = programs[name];
    const folder = join(above, command);
    await mkdir(folder);
    const places = { folder, upstreams, https: await freePort(), http: await freePort() };
    const words = await prepare(places);
    const { PATH } = process.env;
    const env = { PATH, HOME: folder, XDG_CONFIG_HOME: folder, XDG_DATA_HOME: folder };
    const child = spawn(command, words, { env, stdio: ["ignore", "ignore", "pipe"] });
    let said = "";
    child.stderr.setEncoding("utf8").on("data", (line: string) => (said += line));
    child.on("error", () => undefined);
    onTestFinished(async () => {
      if (child.pid === undefined || child.exitCode !== null) return;
      const ended = once(child, "close");
      child.kill("SIGTERM");
      await ended;
    });
    const isAnswering = async () => {
      const proxy = new RealProxy(places, await readFile(join(folder, authority)));
      return (await proxy.ask({ host, path: "/" })).status === 200;
    };
    const isReady = () => {
      if (child.pid === undefined) throw new Error(`${command} is missing: npm test fetches it.`);
      if (child.exitCode !== null) throw new Error(said);
      return isAnswering().catch(() => false);
    };
    await vi.waitUntil(isReady, { timeout: 20_000 });
    return new RealProxy(places, await readFile(join(folder, authority)));
  }

  ask({
    host,
    path,
    method = "GET",
    headers = {},
    body,
    localAddress = "127.0.0.1",
  }: Asking): Promise<Answer> {
    const json = body === undefined ? {} : { "content-type": "application/json" };
    const sent = request({
      host: "127.0.0.1",
      port: this.#places.https,
      servername: new URL(`https://${host}`).hostname,
      ca: this.#authority,
      agent: false,
      localAddress,
      method,
      path,
      headers: { host, ...json, ...headers },
    });
    sent.end(body === undefined ? undefined : JSON.stringify(body));
    return answerTo(sent);
  }

  /** Sends a request over http, as browsers do if a user types only a host name. */
  askPlainly(host: string, path: string): Promise<Answer> {
    const port = this.#places.http;
    return answerTo(requestPlain({ host: "127.0.0.1", port, path, agent: false, headers: { host } }).end());
  }
}

async function answerTo(sent: ReturnType<typeof requestPlain>): Promise<Answer> {
  const [response] = await once(sent, "response");
  return { status: response.statusCode, headers: response.headers, body: await text(response) };
}
