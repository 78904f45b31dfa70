import { expect, test } from "vitest";
import { titlesIn } from "./titles.mjs";

test("titles are found however a test is written", () => {
  const source = `
    import { test } from "vitest";
    test("one", () => {});
    test('two', { timeout: 5 }, async () => {});
    test.for([1])("three %s", () => {});
    test.each(table)(
      \`four $name\`,
      () => {},
    );
    it("five", async ({ page }) => { await using a = b; return <p>test("not a test")</p>; });
  `;
  expect(titlesIn(source).map(({ titles }) => titles)).toEqual([
    ["one"],
    ["two"],
    ["three %s"],
    ["four $name"],
    ["five"],
  ]);
});

test("a test is found with the groups that it is in", () => {
  const source = `
    describe("a", () => { describe.for([1])("b", () => { test("c", () => {}); }); test("d", () => {}); });
    test.describe("e", () => { test("f", () => {}); });
  `;
  expect(titlesIn(source).map(({ titles }) => titles)).toEqual([
    ["a", "b", "c"],
    ["a", "d"],
    ["e", "f"],
  ]);
});

test("what does not run is no test", () => {
  const source = `
    test.skip("skipped", () => {});
    test.todo("to be written");
    // test("in a comment", () => {});
    test.beforeEach(() => {});
    const text = 'test("in a text")';
    test(name, () => {});
    other.test("of something else", () => {});
  `;
  expect(titlesIn(source)).toEqual([]);
});
