import type { Whereabouts } from "@sallyport/contract/sign-in";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { forgetTyping, isTypingKept, type KeptForm, keepTyping, keptTyping } from "./kept-typing.ts";
import { newQueryClient } from "./query-client.ts";
import { arrive, isInside } from "./whereabouts.ts";

function tabStorage() {
  const storage: Record<string, string> = {};
  return Object.defineProperties(storage, {
    getItem: { value: (key: string) => storage[key] ?? null },
    setItem: { value: (key: string, text: string) => void (storage[key] = text) },
    removeItem: { value: (key: string) => void delete storage[key] },
  });
}

beforeEach(() => vi.stubGlobal("window", { sessionStorage: tabStorage() }));
afterEach(() => vi.unstubAllGlobals());

const adas: KeptForm = {
  realm: "administrator",
  accountId: "ada",
  pathname: "/admin/users",
  form: "add-user",
};
const start: Whereabouts = { at: "start" };
const inside = (id: string, realm: "user" | "administrator" = "administrator"): Whereabouts => ({
  at: "signed-in",
  me: { id, realm, name: id, email: `${id}@example.com`, username: null, role: null },
});
const secondFactor = (id: string): Whereabouts => ({
  ...(inside(id) as Extract<Whereabouts, { at: "signed-in" }>),
  at: "second-factor",
  methods: ["totp"],
  waitUntil: null,
  isDisabled: false,
});

async function after(...places: readonly Whereabouts[]) {
  const client = newQueryClient();
  await arrive(client, "administrator", inside("ada"));
  keepTyping(adas, { email: "half@exam" });
  for (const place of places) await arrive(client, "administrator", place);
  return keptTyping(adas);
}

describe("what was typed", () => {
  it("is kept by account, page and form", () => {
    keepTyping(adas, { email: "half@exam" });
    expect(keptTyping(adas)).toEqual({ email: "half@exam" });
    for (const other of [
      { accountId: "ad" },
      { pathname: "/admin" },
      { form: "add" },
      { realm: "user" as const },
    ])
      expect(keptTyping({ ...adas, ...other })).toBeUndefined();
    expect(isTypingKept("administrator")).toBe(true);
    expect(isTypingKept("user")).toBe(false);
    forgetTyping(adas);
    expect(isTypingKept("administrator")).toBe(false);
  });

  it("outlives the whole way back in", async () => {
    expect(await after(secondFactor("ada"), inside("ada"))).toEqual({ email: "half@exam" });
  });

  it("ends with a log-out", async () => {
    expect(await after(start)).toBeUndefined();
  });

  it("ends when another account gives its password, before its second factor", async () => {
    expect(await after(secondFactor("ad"))).toBeUndefined();
    expect(await after(inside("grace"))).toBeUndefined();
  });

  it("is left alone by the other realm", async () => {
    keepTyping(adas, "x");
    await arrive(newQueryClient(), "user", inside("ursula", "user"));
    await arrive(newQueryClient(), "user", start);
    expect(keptTyping(adas)).toBe("x");
  });

  it("is nothing where the browser allows no storage, or has something else there", () => {
    vi.stubGlobal("window", {});
    keepTyping(adas, "x");
    expect(keptTyping(adas)).toBeUndefined();
    expect(isTypingKept("administrator")).toBe(false);
  });
});

it("tells whether an account is still inside, as when a form is closed", async () => {
  const client = newQueryClient();
  await arrive(client, "administrator", inside("ada"));
  expect(isInside(client, adas)).toBe(true);
  expect(isInside(client, { ...adas, accountId: "grace" })).toBe(false);
  await arrive(client, "administrator", secondFactor("ada"));
  expect(isInside(client, adas)).toBe(false);
});
