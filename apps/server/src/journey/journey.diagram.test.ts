import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { journey } from "./journey.ts";

const file = join(import.meta.dirname, "../../../../docs/architecture.md");
const begin = "<!-- journey:begin -->";
const end = "<!-- journey:end -->";

// Identifiers in Mermaid can't contain hyphens, so underscores replace them.
const name = (state: string) => state.replaceAll("-", "_");

function diagram(): string {
  const states = Object.keys(journey).map((state) => `  ${name(state)}: ${state}`);
  const arrows = Object.entries(journey).flatMap(([from, events]) =>
    Object.entries<readonly string[]>(events).flatMap(([event, targets]) =>
      targets.map((to) => `  ${name(from)} --> ${name(to)}: ${event}`),
    ),
  );
  return ["```mermaid", "stateDiagram-v2", ...states, "  [*] --> start", ...arrows, "```"].join("\n");
}

test("the picture of the way in is the table", () => {
  const text = readFileSync(file, "utf8");
  const shown = text.split(begin)[1]?.split(end)[0]?.trim();
  expect(shown, `Put this between ${begin} and ${end} in docs/architecture.md.`).toBe(diagram());
});
