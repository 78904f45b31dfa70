import { expect, test } from "vitest";
import { checkedAddresses } from "./checked-addresses.ts";

const problemOf = async (url: string, addresses: string[] = [], networks: string[] = []) => {
  const reach = { resolve: () => Promise.resolve(addresses), networks };
  return checkedAddresses(new URL(url), reach).then(
    () => null,
    (error: Error) => error.message,
  );
};

test.for([
  "https://127.0.0.1/",
  "https://0x7f.1/",
  "https://2130706433/",
  "https://0177.0.0.1/",
  "https://[::1]/",
  "https://[::ffff:127.0.0.1]/",
  "https://[::ffff:7f00:1]/",
  "https://169.254.169.254/latest/meta-data",
])("the internal address in %s is refused in every spelling", { tags: ["AT-92"] }, async (url) => {
  expect(await problemOf(url)).toBe("refused-address");
});

test("a name is refused if one of its addresses is internal", { tags: ["AT-92"] }, async () => {
  const url = "https://hooks.example.com/";
  expect(await problemOf(url, ["1.1.1.1"])).toBeNull();
  expect(await problemOf(url, ["1.1.1.1", "10.0.0.7"])).toBe("refused-address");
  expect(await problemOf(url, ["fd00::7", "2606:4700::1111"])).toBe("refused-address");
});

test("an allowed network may be internal, and then also plain http", async () => {
  expect(await problemOf("https://hook.lan/", ["10.1.2.7"], ["10.1.2.0/24"])).toBeNull();
  expect(await problemOf("http://hook.lan/", ["10.1.2.7"], ["10.1.2.0/24"])).toBeNull();
  expect(await problemOf("http://hook.lan/", ["10.1.3.7"], ["10.1.2.0/24"])).toBe("refused-address");
  expect(await problemOf("http://hooks.example.com/", ["1.1.1.1"], ["10.1.2.0/24"])).toBe("refused-address");
});

test("a name without an address, or whose name server fails, has no address", async () => {
  expect(await problemOf("https://gone.example.com/")).toBe("no-address");
  const failing = { resolve: () => Promise.reject(new Error("SERVFAIL")), networks: [] };
  await expect(checkedAddresses(new URL("https://a.example.com"), failing)).rejects.toThrow("no-address");
});
