import { expect, test } from "vitest";
import { filled } from "./snippet.ts";

test("placeholders get the application's values, and other braces stay", () => {
  const snippet =
    "a={{issuer}} {{client_id}} {{client_secret}} {{address}} {{host}} {{ jinja }} {{other}} ${X}";
  const values = { issuer: "https://p.example", id: "id", secret: "$&", address: "https://a.example:8443/x" };
  expect(filled(snippet, values)).toBe(
    "a=https://p.example id $& https://a.example:8443/x a.example:8443 {{ jinja }} {{other}} ${X}",
  );
});
