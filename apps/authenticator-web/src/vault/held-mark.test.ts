import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { heldMark, setHeldMark } from "./held-mark.ts";

let jar: Map<string, string>;

beforeEach(() => {
  jar = new Map([["other", "1"]]);
  vi.stubGlobal("document", {
    get cookie() {
      return [...jar].map((pair) => pair.join("=")).join("; ");
    },
    set cookie(line: string) {
      const [, name = "", value = "", lifetime] = /^([^=]+)=(\w*); Max-Age=(\d+)/.exec(line) ?? [];
      if (lifetime === "0") jar.delete(name);
      else jar.set(name, value);
    },
  });
});
afterEach(() => {
  vi.unstubAllGlobals();
});

test("what was noted is read again, and can be taken back", () => {
  expect(heldMark()).toBeUndefined();
  for (const mark of ["held", "told", "emptied"] as const) {
    setHeldMark(mark);
    expect(heldMark()).toBe(mark);
  }
  setHeldMark(undefined);
  expect(heldMark()).toBeUndefined();
  expect([...jar.keys()]).toEqual(["other"]);
});

test("a browser that blocks cookies, or one with another value, has no note", () => {
  jar.set("__Host-sallyport-held", "nonsense");
  expect(heldMark()).toBeUndefined();
  vi.stubGlobal("document", {
    get cookie() {
      throw new DOMException("", "SecurityError");
    },
    set cookie(_line: string) {
      throw new DOMException("", "SecurityError");
    },
  });
  expect(() => setHeldMark("held")).not.toThrow();
  expect(heldMark()).toBeUndefined();
});
