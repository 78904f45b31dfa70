import { expect, test } from "vitest";
import {
  always,
  besides,
  bothRemoved,
  idle,
  instead,
  lacking,
  never,
  operand,
  removed,
  selecting,
  switchedOff,
  value,
} from "./switch-off.mjs";

/**
 * @param {string} code
 * @param {import("./switch-off.mjs").Change} change
 */
function after(code, change) {
  const marker = "// defence: AT-34";
  const source = code.replace("@", `${marker}\n`);
  const changed = switchedOff(source, source.indexOf(marker) + marker.length, change);
  return changed.replace(`${marker}\n`, "").replaceAll(/\s+/g, " ").trim();
}

test("a statement, a property, a spread and a link of a chain are left out", () => {
  expect(after("a();\n@if (b) throw c;\nd();", removed)).toBe("a(); d();");
  expect(after("f({\n a,\n@b: 1,\n c });", removed)).toBe("f({ a, c });");
  expect(after("f({\n@...b(1),\n c });", removed)).toBe("f({ c });");
  expect(after("await a\n.b(1)\n@ .c((x) => x)\n.d();", removed)).toBe("await a .b(1) .d();");
  expect(after("a\n@.b(1)\n.c(2)\n.d();", bothRemoved)).toBe("a .d();");
});

test("a condition and what is returned, assigned or given have another value", () => {
  expect(after("@if (a || b) c();", never)).toBe("if (false) c();");
  expect(after("function f() {\n@return (\n a && b\n);\n}", always)).toBe(
    "function f() { return ( true ); }",
  );
  expect(after("@const a: number = await b(1);", value("2"))).toBe("const a: number = 2;");
  expect(after("f({\n@b: 1 });", value("2"))).toBe("f({ b: 2 });");
  expect(after("@const a = () => b(1);", value("2"))).toBe("const a = () => 2;");
  expect(
    after(
      "a\n@.b(1)\n.c();",
      value(({ was }) => was.replace("1", "2")),
    ),
  ).toBe("a .b(2) .c();");
});

test("a new value can use the parts of the old call, with any names", () => {
  const call = value(({ callee, receiver, args }) => [callee, receiver, ...args].join(" | "));
  expect(after("@await a.b.c(d, () => e);", call)).toBe("a.b.c | a.b | d | () => e;");
});

test("a condition loses operands, or one of them becomes another", () => {
  expect(after("@if (a || (b && c) || d) e();", lacking(0))).toBe("if ((b && c) || d) e();");
  expect(after("function f() {\n@return (\n a &&\n b &&\n c\n);\n}", lacking(0, 2))).toBe(
    "function f() { return ( b ); }",
  );
  expect(
    after(
      "@if (a && b) c();",
      operand(-1, (was) => `!${was}`),
    ),
  ).toBe("if (a && !b) c();");
});

test("a statement becomes another, and an object gets one more property", () => {
  expect(after("@a();", instead("return;"))).toBe("return;");
  expect(after("f({\n a,\n@b });", besides("c: 1"))).toBe("f({ a, c: 1, b });");
});

test("a deletion becomes a query, and a trigger does nothing", () => {
  expect(after('@const a = await b.deleteFrom("c").returning("d");', selecting)).toBe(
    'const a = await b.selectFrom("c").select("d");',
  );
  expect(after("f([\n@`CREATE TRIGGER a BEGIN DELETE b; END`]);", idle)).toBe(
    "f([ `CREATE TRIGGER a BEGIN SELECT 1; END`]);",
  );
});

test("comments between the marker and the code are passed over", () => {
  expect(after("@// why\n/* and\n how */\na();\nb();", removed)).toBe("// why /* and how */ b();");
});

test("a marker above nothing is an error", () => {
  expect(() => after("function f() {\n@}", removed)).toThrow("no code starts at");
});
