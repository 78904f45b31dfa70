import { once } from "node:events";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { changes, processState, putBack } from "./process-state.mjs";

/** @type {import("./process-state.mjs").ProcessState} */
let before;
beforeEach(() => {
  before = processState();
});
afterEach(() => putBack(before));

test("a process that nothing changed has no changes", () => {
  expect(changes(before, processState())).toEqual([]);
});

test.for(
  /** @type {[what: string, change: () => unknown, told: string][]} */ ([
    [
      "a new environment variable",
      () => (process.env["LEFT"] = "on"),
      "variable LEFT was undefined and is on",
    ],
    ["a changed one", () => (process.env["PATH"] = "/gone"), "and is /gone"],
    ["a deleted one", () => delete process.env["PATH"], "and is undefined"],
    ["a stubbed one", () => vi.stubEnv("HOME", "/gone"), "variable HOME was"],
    ["a new global", () => Reflect.set(globalThis, "left", 1), "global left was undefined and is 1"],
    ["a replaced one", () => Reflect.set(globalThis, "fetch", 1), "and is 1"],
    ["a deleted one", () => Reflect.deleteProperty(globalThis, "fetch"), "global fetch was"],
    ["a stubbed one", () => vi.stubGlobal("fetch", "stub"), "and is stub"],
    ["another working directory", () => process.chdir(tmpdir()), "workingDirectory was"],
    ["another umask", () => process.umask(0o007), "and is 7"],
    ["an exit code", () => (process.exitCode = 9), "exitCode was undefined and is 9"],
    ["fake timers", () => vi.useFakeTimers({ toFake: ["Date"] }), "hasFakeTimers was false and is true"],
  ]),
)("%s is noticed and put back", ([, change, told]) => {
  change();
  expect(changes(before, processState()).join("\n")).toContain(told);
  putBack(before);
  expect(changes(before, processState())).toEqual([]);
});

test("a listener of the process is noticed", () => {
  const listener = vi.fn();
  process.on("SIGTERM", listener);
  const found = changes(before, processState());
  process.off("SIGTERM", listener);
  expect(found).toEqual(["number of listeners of SIGTERM was undefined and is 1"]);
});

test("a server that is still open is noticed", async () => {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const found = changes(before, processState());
  server.close();
  expect(found).toEqual(["open handle 0 was undefined and is TCPServerWrap"]);
  await vi.waitFor(() => expect(changes(before, processState())).toEqual([]));
});
