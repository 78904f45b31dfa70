import { standardSettings } from "@sallyport/contract/settings/list";
import { QueryClientProvider } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { renderToString } from "react-dom/server";
import { MemoryRouter } from "react-router";
import { expect, test } from "vitest";
import { newQueryClient } from "../api/query-client.ts";
import { settingsKey, useDays } from "./settings/settings-query.ts";
import { type BulkChoice, bulkChoices } from "./users/bulk/bulk-choices.ts";
import { BulkDaysForm } from "./users/bulk/bulk-days-form.tsx";

const preview = { mutate: () => {}, reset: () => {}, error: null, isPending: false };

function shown(page: ReactNode): string {
  const client = newQueryClient();
  const values = { ...standardSettings, defaultDays: 14 };
  client.setQueryData(settingsKey, { values, fixed: [], changes: [] });
  return renderToString(
    <QueryClientProvider client={client}>
      <MemoryRouter>{page}</MemoryRouter>
    </QueryClientProvider>,
  );
}

function Days({ given }: { given: number | null }) {
  const [days] = useDays(given);
  return <p>{days}</p>;
}

test("a form offers the usual days of the settings, unless others are given", () => {
  expect(shown(<Days given={null} />)).toBe("<p>14</p>");
  expect(shown(<Days given={3} />)).toBe("<p>3</p>");
});

test.for([
  ["require-mfa", 14],
  ["extend", 7],
] as const)("for the bulk action %s it offers %i days", ([name, days]) => {
  const choice = bulkChoices.find((each) => each.name === name) as BulkChoice;
  const form = <BulkDaysForm choice={choice} preview={preview} onCancel={() => {}} />;
  expect(shown(form)).toContain(`value="${days}"`);
});
