import { subscribe, unsubscribe } from "node:diagnostics_channel";
import type { FastifyInstance, RouteOptions } from "fastify";

export interface RegisteredRoute {
  method: string;
  url: string;
  host: string;
}

export async function registeredRoutes<T>(
  build: () => Promise<T>,
): Promise<{ built: T; routes: RegisteredRoute[] }> {
  const routes: RegisteredRoute[] = [];
  const note = ({ method, url, constraints }: RouteOptions) => {
    const host = typeof constraints?.["host"] === "string" ? constraints["host"] : "anywhere";
    for (const each of [method].flat()) routes.push({ method: each, url, host });
  };
  const listen = (message: unknown) => {
    (message as { fastify: FastifyInstance }).fastify.addHook("onRoute", note);
  };
  subscribe("fastify.initialization", listen);
  try {
    return { built: await build(), routes };
  } finally {
    unsubscribe("fastify.initialization", listen);
  }
}
