import { settings } from "@sallyport/contract/settings/list";
import { z } from "zod";
import { Seed } from "./schema.ts";

interface Node {
  type?: string;
  description?: string;
  properties?: Readonly<Record<string, Node>>;
  required?: readonly string[];
  items?: Node;
  anyOf?: readonly Node[];
  enum?: readonly unknown[];
}

/** For editors. */
export function seedSchema(): object {
  const schema = z.toJSONSchema(Seed, { io: "input", unrepresentable: "any" });
  return { title: "The seed of @sallyport/disposable", ...schema };
}

/** The page docs/kit/disposable-seed.md. */
export function seedPage(): string {
  const schema = seedSchema() as Node;
  const lists = Object.entries(schema.properties ?? {}).flatMap(([name, { items }]) =>
    items?.properties ? [section(`Each of \`${name}\``, items)] : [],
  );
  return `${[head, section("The file", schema), ...lists, settingsSection()].join("\n\n")}\n`;
}

const head = `# The seed of @sallyport/disposable

The file behind \`--seed\`, and the object \`seed\` of \`createSallyport\`. An unknown field is refused. This page is made from the
schema; \`npx vitest run packages/disposable/src/seed/reference.test.ts -u\` writes it again.`;

function section(title: string, { properties = {}, required = [] }: Node): string {
  const rows = Object.entries(properties)
    .filter(([name]) => name !== "$schema")
    .map(
      ([name, node]) =>
        `| \`${name}\`${required.includes(name) ? " (needed)" : ""} | ${typeOf(node)} | ${node.description ?? ""} |`,
    );
  return [`## ${title}`, "", "| field | type | meaning |", "|---|---|---|", ...rows].join("\n");
}

function typeOf({ type, items, anyOf, enum: values }: Node): string {
  if (values) return values.map((value) => `\`${JSON.stringify(value)}\``).join(" or ");
  if (anyOf) return [...new Set(anyOf.map(typeOf))].join(" or ");
  if (type === "array") return items?.type === "string" ? "list of texts" : "list";
  return { string: "text", boolean: "true or false", integer: "number" }[type ?? ""] ?? "object";
}

function settingsSection(): string {
  const rows = Object.entries(settings).map(
    ([name, { title, standard }]) => `| \`${name}\` | ${title} | \`${JSON.stringify(standard)}\` |`,
  );
  return ["## `settings`", "", "| field | in the console | default |", "|---|---|---|", ...rows].join("\n");
}
