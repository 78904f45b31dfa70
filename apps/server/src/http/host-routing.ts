import type { FastifyServerOptions } from "fastify";
import { hostOf, originOfHost } from "../core/host.ts";

type Strategy = NonNullable<NonNullable<FastifyServerOptions["routerOptions"]>["constraints"]>[string];

export function routingByHost(origins: readonly string[]): Strategy {
  return {
    name: "host",
    storage: () => {
      const handlers = new Map<string, ReturnType<ReturnType<Strategy["storage"]>["get"]>>();
      return {
        get: (host) => handlers.get(host) ?? null,
        set: (host, handler) => void handlers.set(host, handler),
      };
    },
    deriveConstraint: ({ headers }) => {
      const origin = originOfHost(origins, headers.host);
      return origin === undefined ? "" : hostOf(origin);
    },
  };
}
