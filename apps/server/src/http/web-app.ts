import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import fastifyStatic from "@fastify/static";
import { isPage } from "@sallyport/contract/pages";
import type { FastifyInstance } from "fastify";
import { ConfigError } from "../config/config-error.ts";
import { Refused } from "../core/refusal.ts";
import type { Cookies } from "./first-answers.ts";

export interface WebApp {
  root: string;
  host: string;
  headers: Readonly<Record<string, string>>;
  pages: readonly string[];
  /** An application can open these pages in a popup. */
  popupPages?: readonly string[];
  firstAnswers: (path: string, cookies: Cookies) => readonly string[];
}

/** Every page is the same HTML file. For an unknown address, a browser gets this file with status 404. */
export async function serveWebApp(app: FastifyInstance, webApp: WebApp): Promise<void> {
  const { root, host, headers, pages, popupPages = [], firstAnswers } = webApp;
  if (!existsSync(join(root, "index.html"))) {
    throw new ConfigError(`There is no built app in ${root}. Run \`npm run build\`.`);
  }
  const script = await scriptOf(join(root, "index.html"));
  await app.register(async (scope) => {
    await scope.register(fastifyStatic, {
      root,
      constraints: { host },
      wildcard: false,
      index: false,
      cacheControl: false,
      // Only static files are compressed, because the length of an API answer could reveal a secret (BREACH).
      preCompressed: true,
      globIgnore: ["**/*.{br,gz}"],
      setHeaders: (reply, path) => {
        for (const [name, value] of Object.entries(headers)) void reply.header(name, value);
        void reply.header("cache-control", cachingOf(path, root));
        void reply.header("vary", "Accept-Encoding");
      },
    });
    scope.get("/*", { constraints: { host }, schema: { hide: true } }, (request, reply) => {
      const path = request.url.split("?", 1)[0] ?? "";
      if (!isPage(pages, path)) {
        if (!wantsPage(path, request.headers.accept)) throw new Refused("not-found");
        // ETag and Last-Modified aren't sent, because they could turn a later 404 into a 304.
        return reply.code(404).sendFile("index.html", { etag: false, lastModified: false });
      }
      if (isPage(popupPages, path)) void reply.header("cross-origin-opener-policy", "unsafe-none");
      // The preload of the script comes first, because the script takes the longest time to load.
      const answers = firstAnswers(path, request.cookies).map(preload);
      if (answers.length > 0) void reply.header("link", [...script, ...answers].join(", "));
      return reply.sendFile("index.html");
    });
  });
}

/** @param path the path of the sent file, which can be a compressed variant */
function cachingOf(path: string, root: string): string {
  if (path.startsWith(join(root, "assets"))) return "public, max-age=31536000, immutable";
  // A page can show a QR code, so the browser must not store the page (ASVS 14.3.2).
  return /\/index\.html(?:\.br|\.gz)?$/.test(path) ? "no-store" : "no-cache";
}

async function scriptOf(page: string): Promise<string[]> {
  const address = /<script type="module"[^>]* src="([^"]+)"/.exec(await readFile(page, "utf8"))?.[1];
  return address === undefined ? [] : [`<${address}>; rel=modulepreload; crossorigin`];
}

/** Without `crossorigin`, the page's `fetch` would ignore the preload. */
function preload(address: string): string {
  return `<${address}>; rel=preload; as=fetch; crossorigin`;
}

function wantsPage(path: string, accept = ""): boolean {
  const isForPrograms = ["/api/", "/assets/", "/.well-known/"].some((folder) => path.startsWith(folder));
  return !isForPrograms && /\btext\/html\b/i.test(accept);
}
