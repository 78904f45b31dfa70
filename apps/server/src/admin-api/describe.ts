import type { showAdminApi } from "@sallyport/contract/admin-api";
import type { Endpoint, Reply } from "@sallyport/contract/endpoint";
import { Problem } from "@sallyport/contract/problem";
import { z } from "@sallyport/contract/zod";
import { examples } from "./examples.ts";

export function describeAdminApi(
  endpoints: readonly Endpoint[],
  portalOrigin: string,
): Reply<typeof showAdminApi> {
  const paths: Record<string, Record<string, unknown>> = {};
  for (const endpoint of endpoints) {
    const path = endpoint.path.replaceAll(/:(\w+)/g, "{$1}");
    paths[path] = { ...paths[path], [endpoint.method.toLowerCase()]: operationOf(endpoint) };
  }
  return {
    openapi: "3.1.0",
    info: { title: "Sallyport admin API", version: "1", description: words },
    servers: [{ url: portalOrigin }],
    paths,
    components: {
      schemas: { Problem: schemaOf(Problem, "output") },
      securitySchemes: {
        apiKey: { type: "http", scheme: "bearer", description: "An API key of an administrator." },
        session: {
          type: "apiKey",
          in: "cookie",
          name: "__Host-sallyport-administrator",
          description: "The session of an administrator who is logged in to the console.",
        },
      },
    },
  };
}

const words =
  "Send an API key only in the header Authorization, as `Bearer sallyport_…`. A key acts with its role, or with its " +
  "owner's current role if that is lower. Every refusal is a problem (RFC 9457) whose `code` is for programs. Ignore " +
  "fields that you don't know, because later versions may add some.";

function operationOf(endpoint: Endpoint): object {
  const { summary, allowsKeys, body } = endpoint;
  const example = examples[`${endpoint.method} ${endpoint.path}`];
  return {
    summary,
    description: whoMay(endpoint),
    security: [...(allowsKeys === true ? [{ apiKey: [] }] : []), { session: [] }],
    parameters: [
      ...parametersIn("path", endpoint.params, example?.params),
      ...parametersIn("query", endpoint.query, example?.query),
    ],
    ...(body ? { requestBody: { required: true, content: contentOf(body, "input", example?.body) } } : {}),
    responses: {
      200: { description: "Done", content: contentOf(endpoint.reply, "output", example?.reply) },
      "4XX": problem("Refused"),
      "5XX": problem("Failed"),
    },
  };
}

function whoMay({ atLeast = "owner", proof, allowsKeys }: Endpoint): string {
  const role = `Lowest role: ${atLeast}.`;
  if (allowsKeys === true) return role;
  return proof === undefined
    ? `${role} API keys are refused.`
    : `${role} Needs a fresh second factor, so API keys are refused.`;
}

type Io = "input" | "output";

function schemaOf(schema: z.ZodMiniType, io: Io): object {
  const { $schema: _, ...described } = z.toJSONSchema(schema, { io, unrepresentable: "any" });
  return described;
}

function contentOf(schema: z.ZodMiniType, io: Io, example: unknown): object {
  // A plain string is the text of a file. Every other body is JSON.
  const type = schema.type === "string" ? "text/plain" : "application/json";
  return { [type]: { schema: schemaOf(schema, io), ...(example === undefined ? {} : { example }) } };
}

function problem(description: string): object {
  return {
    description,
    content: { "application/problem+json": { schema: { $ref: "#/components/schemas/Problem" } } },
  };
}

function parametersIn(
  place: "path" | "query",
  schemas: z.ZodMiniObject | undefined,
  values: Readonly<Record<string, unknown>> = {},
): object[] {
  return Object.entries(schemas?.shape ?? {}).map(([name, schema]) => ({
    name,
    in: place,
    required: place === "path",
    schema: schemaOf(schema as z.ZodMiniType, "input"),
    ...(values[name] === undefined ? {} : { example: values[name] }),
  }));
}
