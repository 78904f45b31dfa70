import { expect, test } from "vitest";
import { withTable } from "./settings-table.mjs";

const row = { name: "PORT", means: "where to listen", default: "`8080`", who: "optional" };
const page = "# Settings\n\n<!-- settings -->\nold\n<!-- /settings -->\n\nMore.\n";

test("the table replaces what was between the comments, and nothing else", () => {
  const written = withTable(page, [row]);
  expect(written).toBe(
    "# Settings\n\n<!-- settings -->\n\n" +
      "| setting | meaning | default | who needs it |\n|---|---|---|---|\n" +
      "| `PORT` | where to listen | `8080` | optional |\n\n<!-- /settings -->\n\nMore.\n",
  );
  expect(withTable(written, [row])).toBe(written);
});

test("a page without the comments is refused, so that no table is lost", () => {
  expect(() => withTable("# Settings\n", [row])).toThrow("<!-- settings --> exactly once");
});
