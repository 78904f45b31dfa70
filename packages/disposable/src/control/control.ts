import { randomBytes } from "node:crypto";
import Fastify, { type FastifyInstance } from "fastify";
import { hasZodFastifySchemaValidationErrors, validatorCompiler } from "fastify-type-provider-zod";
import type { Stack } from "../stack.ts";
import { messageOf, Trouble } from "../trouble.ts";
import { controlRoutes } from "./routes.ts";

export interface Control extends AsyncDisposable {
  /** Its path has a secret, so pages in a browser can't guess it. */
  address: string;
}

export async function openControl(stack: Stack): Promise<Control> {
  const control = Fastify({ forceCloseConnections: true });
  control.setValidatorCompiler(validatorCompiler);
  answerWithSentences(control);
  const prefix = `/${randomBytes(16).toString("base64url")}`;
  let address = "";
  await control.register(
    (scope, _options, done) => {
      controlRoutes(scope, stack, () => address);
      done();
    },
    { prefix },
  );
  address = `${await control.listen({ host: "127.0.0.1", port: 0 })}${prefix}`;
  return { address, [Symbol.asyncDispose]: () => control.close() };
}

function answerWithSentences(control: FastifyInstance): void {
  control.setErrorHandler((error, _request, reply) => {
    if (error instanceof Trouble) return reply.code(422).send({ error: error.message });
    if (!hasZodFastifySchemaValidationErrors(error)) return reply.code(500).send({ error: messageOf(error) });
    const lines = error.validation.map(
      ({ instancePath, message = "" }) =>
        `${instancePath.slice(1).replaceAll("/", ".") || "the request"}: ${message}`,
    );
    return reply.code(400).send({ error: lines.join("\n") });
  });
  control.setNotFoundHandler((_request, reply) =>
    reply.code(404).send({ error: "There is nothing here. Use the address `control` of the JSON line." }),
  );
}
