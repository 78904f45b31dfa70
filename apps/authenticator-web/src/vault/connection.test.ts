import { beforeEach, expect, test } from "vitest";
import { Connection, ConnectionLost } from "./connection.ts";

let storage: { isOpenable: boolean; breaks: string | undefined; opened: number };
let connection: Connection<{ get: () => string }>;
let lose: () => void;

beforeEach(() => {
  storage = { isOpenable: true, breaks: undefined, opened: 0 };
  connection = new Connection(async (onLost) => {
    if (!storage.isOpenable) throw new DOMException("", "UnknownError");
    lose = onLost;
    storage.opened++;
    return { get };
  });
});

function get(): string {
  if (storage.breaks !== undefined) throw new DOMException("", storage.breaks);
  return "kept";
}

const read = () => connection.use(async (database) => database.get());
const breakOnce = (name: string) =>
  connection.use(async (database) => {
    const { breaks } = storage;
    storage.breaks = undefined;
    if (breaks === undefined) return database.get();
    throw new DOMException("", name);
  });

test("one connection serves all", async () => {
  await Promise.all([read(), read()]);
  await read();
  expect(storage.opened).toBe(1);
});

test.each(["InvalidStateError", "UnknownError", "AbortError"])(
  "a lost one (%s) is opened again",
  async (name) => {
    await read();
    storage.breaks = name;
    expect(await breakOnce(name)).toBe("kept");
    expect(storage.opened).toBe(2);
  },
);

test("one that the browser says is lost is opened again", async () => {
  await read();
  lose();
  expect(await read()).toBe("kept");
  expect(storage.opened).toBe(2);
});

test("one that is lost again at once is given up, until the next try", async () => {
  await read();
  storage.breaks = "UnknownError";
  await expect(read()).rejects.toThrow(ConnectionLost);
  expect(storage.opened).toBe(2);
  storage.breaks = undefined;
  expect(await read()).toBe("kept");
});

test("one that can't be opened again is lost", async () => {
  await read();
  lose();
  storage.isOpenable = false;
  await expect(read()).rejects.toThrow(ConnectionLost);
});

test("a storage that never opened is not a lost one", async () => {
  storage.isOpenable = false;
  await expect(read()).rejects.toThrow(DOMException);
});

test("a full disk is not a lost connection, and nothing is tried again", async () => {
  await read();
  storage.breaks = "QuotaExceededError";
  await expect(read()).rejects.toMatchObject({ name: "QuotaExceededError" });
  expect(storage.opened).toBe(1);
});
