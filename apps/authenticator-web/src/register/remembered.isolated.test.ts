import { afterEach, beforeEach, expect, test, vi } from "vitest";

beforeEach(() => {
  vi.resetModules();
});
afterEach(() => {
  vi.unstubAllGlobals();
});

async function withStorage(storage: Pick<Storage, "getItem" | "setItem">) {
  vi.stubGlobal("localStorage", storage);
  return import("./remembered.ts");
}

function refuse(): never {
  throw new DOMException("The operation is insecure.", "SecurityError");
}

test("a registration is remembered over a reload", async () => {
  const kept = new Map<string, string>();
  const storage = {
    getItem: (name: string) => kept.get(name) ?? null,
    setItem: (name: string, value: string) => void kept.set(name, value),
  };
  const before = await withStorage(storage);
  expect(before.isRegistered()).toBe(false);
  before.rememberRegistration();

  vi.resetModules();
  expect((await withStorage(storage)).isRegistered()).toBe(true);
});

test("a browser that blocks the data of sites leads to the vault, which explains it", async () => {
  const { isRegistered, rememberRegistration } = await withStorage({ getItem: refuse, setItem: refuse });
  expect(isRegistered()).toBe(true);
  expect(rememberRegistration).not.toThrow();
});

test("a storage that is full does not ask for the registration again and again", async () => {
  const { isRegistered, rememberRegistration } = await withStorage({ getItem: () => null, setItem: refuse });
  expect(isRegistered()).toBe(false);
  rememberRegistration();
  expect(isRegistered()).toBe(true);
});
