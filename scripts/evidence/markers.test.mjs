import { expect, test } from "vitest";
import { markersOf, troubleWithMarkers } from "./markers.mjs";
import { removed } from "./switch-off.mjs";

const source = 'a();\n  // defence: AT-26 reset-link\n  b("// defence: AT-01");\n';

test("a marker is a comment on a line of its own, and ends where the line does", () => {
  const end = source.indexOf("\n  b(");
  expect(markersOf("a.ts", source)).toEqual([{ name: "AT-26 reset-link", file: "a.ts", end }]);
});

const defence = { attacks: ["AT-26"], defence: "a door", off: { "AT-26 reset-link": removed } };

test("a defence and its marker are no trouble", () => {
  expect(troubleWithMarkers([defence], markersOf("a.ts", source))).toEqual([]);
});

test("a defence without a marker is a trouble", () => {
  expect(troubleWithMarkers([defence], [])).toEqual(["no source has // defence: AT-26 reset-link"]);
});

test("a marker without a defence, twice, of another attack or in another form is a trouble", () => {
  expect(troubleWithMarkers([], markersOf("a.ts", source))).toEqual([
    "a.ts: no defence uses // defence: AT-26 reset-link",
  ]);
  expect(troubleWithMarkers([defence], markersOf("a.ts", source + source))).toEqual([
    "a.ts: // defence: AT-26 reset-link stands there again",
  ]);
  expect(troubleWithMarkers([{ ...defence, attacks: ["AT-27"] }], markersOf("a.ts", source))).toEqual([
    "a.ts: // defence: AT-26 reset-link holds back another attack",
  ]);
  expect(troubleWithMarkers([], markersOf("a.ts", "// defence: the lock"))).toEqual([
    'a.ts: "// defence: the lock" is not an attack and a word',
    "a.ts: no defence uses // defence: the lock",
  ]);
});
