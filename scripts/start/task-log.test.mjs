import { expect, test } from "vitest";
import { readable, readLine, tellsOfDeath, troubleFilter } from "./task-log.mjs";

/** @param {string[]} texts */
function shown(...texts) {
  const isTrouble = troubleFilter();
  return texts.filter((text) => isTrouble({ task: "server", text }));
}

test("a line of turbo is read as the task's name and what it printed", () => {
  expect(readLine('{"source":"@sallyport/portal#dev","level":"stdout","text":"ready"}')).toEqual({
    task: "portal",
    text: "ready",
  });
  expect(readLine('{"source":"turbo","level":"info","text":""}')).toBeNull();
});

test.each([" ERROR  run failed", '{"source":"@sallyport/portal#dev","te', "42", "null"])(
  "%j is no entry of turbo's, and is shown as it stands",
  (written) => {
    expect(readLine(written)).toEqual({ task: "turbo", text: written });
  },
);

test("an empty line says nothing", () => {
  expect(readLine("")).toBeNull();
});

test("warnings and errors of the server are shown, and its other entries are not", () => {
  const warning = '{"level":40,"msg":"the mail did not go out"}';
  expect(shown('{"level":30,"msg":"no error here"}', warning)).toEqual([warning]);
});

test("an error is shown with the stack trace below it, and nothing after that", () => {
  const stack = ["TypeError: x is not a function", "    at main.ts:1:7", "    at run"];
  expect(shown("hmr update /src/main.tsx", ...stack, "Restarting 'src/main.ts'", "  indented")).toEqual(
    stack,
  );
});

test("an entry of the server reads as a sentence with its cause", () => {
  const text =
    '{"level":50,"msg":"mail failed","err":{"message":"refused","stack":"Error: refused\\n    at x"}}';
  expect(readable({ task: "server", text })).toBe("[server] error: mail failed\nError: refused\n    at x");
  expect(readable({ task: "portal", text: "ready" })).toBe("[portal] ready");
});

test("the watcher's words tell that the program is gone", () => {
  expect(
    tellsOfDeath({ task: "server", text: "Failed running 'src/main.ts'. Waiting for file changes" }),
  ).toBe(true);
  expect(tellsOfDeath({ task: "server", text: "Restarting 'src/main.ts'" })).toBe(false);
});
