import { administratorRoles } from "@sallyport/contract/text";
import Fastify, { type FastifyInstance } from "fastify";
import { serializerCompiler, validatorCompiler, type ZodTypeProvider } from "fastify-type-provider-zod";
import { z } from "zod";
import { insertAccount } from "../../src/accounts/accounts.repository.ts";
import { answerWithProblems } from "../../src/http/problems.ts";
import { refuseForeign, requireHost } from "../../src/http/protection.ts";
import type { RunningServer } from "../../src/server.ts";
import type { TurnableClock } from "./turnable-clock.ts";

const Time = z.object({ now: z.number().int().min(0).max(8.64e15) });

const NewAccount = z.object({
  realm: z.enum(["user", "administrator"]),
  role: z.enum(administratorRoles).default("owner"),
  username: z.string().nullable(),
  email: z.string(),
  name: z.string(),
  password: z.string(),
});

export function buildControl(
  server: Pick<RunningServer, "parts" | "doWhatIsDue">,
  clock: TurnableClock,
): FastifyInstance {
  const control = Fastify().withTypeProvider<ZodTypeProvider>();
  control.setValidatorCompiler(validatorCompiler);
  control.setSerializerCompiler(serializerCompiler);
  answerWithProblems(control, () => Promise.resolve());
  // The port accepts only these host names. With DNS rebinding, a website could otherwise send requests to the
  // port.
  control.addHook("onRequest", async ({ headers, socket: { localPort } }) => {
    const names = ["127.0.0.1", "localhost"].map((name) => `http://${name}:${localPort}`);
    // defence: AT-90 control
    refuseForeign(headers, requireHost(headers, names));
  });

  control.put("/clock", { schema: { body: Time, response: { 200: Time } } }, async ({ body }) => {
    clock.turnTo(body.now);
    await server.doWhatIsDue();
    return { now: clock.now() };
  });

  control.post("/accounts", { schema: { body: NewAccount } }, async ({ body: { password, ...account } }) => {
    const { database, passwords } = server.parts;
    const passwordHash = await passwords.hash(password);
    const { id } = await insertAccount(database, { ...account, passwordHash, now: clock.now() });
    return { id };
  });

  return control;
}
