import type { FastifyInstance } from "fastify";
import type { ZodTypeProvider } from "fastify-type-provider-zod";
import { z } from "zod";
import { Fault, TokenFault } from "../faults.ts";
import { checkSeed } from "../seed/read-seed.ts";
import type { Stack } from "../stack.ts";
import { logIn } from "../tokens/log-in.ts";
import { mint } from "../tokens/mint.ts";
import { Trouble } from "../trouble.ts";
import { ClockChange, changeClock, showClock } from "./clock.ts";
import { addTo, describe } from "./description.ts";
import { lastEvent } from "./events.repository.ts";
import { EventQuery, findEvents } from "./events.ts";
import { findMails, MailQuery } from "./mails.ts";

const Login = z.strictObject({ user: z.string(), authorization: z.string() });
const Asked = z.strictObject({
  user: z.string(),
  application: z.string(),
  scope: z.string().optional(),
  nonce: z.string().optional(),
  fault: TokenFault.optional(),
});

export function controlRoutes(scope: FastifyInstance, stack: Stack, address: () => string): void {
  const control = scope.withTypeProvider<ZodTypeProvider>();
  const { server, inbox, faults, clock, signer } = stack;
  const { parts } = server;
  const { database } = parts;
  const login = { parts, port: stack.port };

  control.get("/", () => describe(stack, address()));
  control.post("/seed", { bodyLimit: 10_000_000 }, ({ body }) =>
    addTo(stack, checkSeed(body, "that was given")),
  );

  control.get("/mails", { schema: { querystring: MailQuery } }, ({ query }) => findMails(inbox, query));
  control.delete("/mails", async () => {
    await inbox.clear();
    return {};
  });

  control.get("/events", { schema: { querystring: EventQuery } }, ({ query }) => findEvents(database, query));
  control.get("/events/last", async () => ({ last: await lastEvent(database) }));

  control.get("/clock", () => showClock(clock));
  control.put("/clock", { schema: { body: ClockChange } }, ({ body }) => changeClock(stack, body));

  control.post("/logins", { schema: { body: Login } }, async ({ body }) => ({
    address: await logIn(login, body),
  }));
  control.post("/tokens", { schema: { body: Asked } }, async ({ body: { fault, ...asked } }) => {
    const application = stack.planted.applications.find(({ name }) => name === asked.application);
    if (!application)
      throw new Trouble(
        `There is no application ${JSON.stringify(asked.application)} in the seed. Add it there.`,
      );
    const tokens = await mint(login, application, asked);
    return fault === undefined ? tokens : { ...tokens, idToken: await signer.spoil(tokens.idToken, fault) };
  });

  control.post("/faults", { schema: { body: Fault } }, ({ body }) => ({ id: faults.begin(body) }));
  control.delete("/faults/:id", { schema: { params: z.object({ id: z.string() }) } }, ({ params }) => {
    faults.end(params.id);
    return {};
  });
  control.delete("/faults", () => {
    faults.endAll();
    return {};
  });
}
