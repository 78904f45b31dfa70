import { readFile } from "node:fs/promises";
import type { AddressInfo } from "node:net";
import fastify, { type FastifyInstance, type FastifyReply } from "fastify";
import type { Mail } from "../mail.ts";
import type { Mailbox } from "../mailbox.ts";
import type { Markup } from "./markup.ts";
import { sandboxedPolicy, withOutwardLinks } from "./sandboxed.ts";
import { type Form, view } from "./view.ts";

const pagePolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src data:",
  "connect-src 'self'",
  "frame-src 'self'",
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join("; ");

export interface Pages {
  readonly port: number;
  close(): Promise<void>;
}

export async function openPages(options: { host: string; port: number; mailbox: Mailbox }): Promise<Pages> {
  const app = fastify({ forceCloseConnections: true });
  protect(app);
  await assets(app);
  mails(app, options.mailbox);
  await app.listen({ host: options.host, port: options.port });
  return { port: (app.server.address() as AddressInfo).port, close: () => app.close() };
}

/** Stops other sites from reading the one-time links in mails, for example by DNS rebinding. */
function protect(app: FastifyInstance): void {
  app.addHook("onRequest", async (request, reply) => {
    reply.headers({
      "content-security-policy": pagePolicy,
      "x-content-type-options": "nosniff",
      "referrer-policy": "no-referrer",
      "cache-control": "no-store",
    });
    const isLocal = /^(([a-z0-9-]+\.)*localhost|127\.0\.0\.1|\[::1\])$/.test(request.hostname);
    const site = request.headers["sec-fetch-site"] ?? "none";
    const isForeignForm = request.method !== "GET" && site !== "same-origin" && site !== "none";
    if (!isLocal || isForeignForm) await reply.code(403).type("text/plain").send("Only for this machine.\n");
  });
}

async function assets(app: FastifyInstance): Promise<void> {
  for (const [name, type] of [
    ["style.css", "text/css"],
    ["refresh.js", "text/javascript"],
  ] as const) {
    const content = await readFile(new URL(name, import.meta.url));
    app.get(`/${name}`, (_, reply) => reply.type(type).send(content));
  }
}

function mails(app: FastifyInstance, mailbox: Mailbox): void {
  app.addContentTypeParser("application/x-www-form-urlencoded", (_request, _body, done) => done(null));
  app.setNotFoundHandler((_, reply) => reply.code(404).type("text/plain").send("There is no such mail.\n"));

  app.get("/", (_, reply) => show(reply, view({ mails: mailbox.messages(), chosen: null })));

  app.get<{ Params: { id: string }; Querystring: { as?: unknown } }>("/mails/:id", (request, reply) => {
    const mail = mailbox.find(request.params.id);
    if (!mail) return reply.callNotFound();
    const chosen = { mail, form: formOf(mail, request.query.as) };
    return show(reply, view({ mails: mailbox.messages(), chosen }));
  });

  app.get<{ Params: { id: string } }>("/mails/:id/html", (request, reply) => {
    const document = mailbox.find(request.params.id)?.html;
    if (document === undefined || document === null) return reply.callNotFound();
    reply.header("content-security-policy", sandboxedPolicy);
    return reply.type("text/html; charset=utf-8").send(withOutwardLinks(document));
  });

  app.post("/clear", async (_, reply) => {
    await mailbox.clear();
    return reply.redirect("/", 303);
  });
}

function formOf(mail: Mail, asked: unknown): Form {
  if (asked === "text" || asked === "source") return asked;
  return mail.html === null ? "text" : "html";
}

function show(reply: FastifyReply, page: Markup): FastifyReply {
  return reply.type("text/html; charset=utf-8").send(page.toString());
}
