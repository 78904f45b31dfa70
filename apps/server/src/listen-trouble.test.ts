import { once } from "node:events";
import { type AddressInfo, createServer } from "node:net";
import { expect, test } from "vitest";
import { listenTrouble } from "./listen-trouble.ts";

async function refusal(host: string, port: number): Promise<unknown> {
  const [error]: unknown[] = await once(createServer().listen({ host, port }), "error");
  return error;
}

test("a port that another program has is named", async () => {
  const other = createServer().listen(0, "127.0.0.1");
  await once(other, "listening");
  const place = { host: "127.0.0.1", port: (other.address() as AddressInfo).port };
  expect(listenTrouble(await refusal(place.host, place.port), place)).toBe(
    `Sallyport can't listen on port ${place.port} of 127.0.0.1: another program has this port. Set PORT to a free one.`,
  );
  other.close();
});

// RFC 5737 §3 reserves the address, and RFC 6761 §6.4 reserves the name.
test.for(["192.0.2.1", "nowhere.invalid"])("%s is not an address of this machine", async (host) => {
  expect(listenTrouble(await refusal(host, 8080), { host, port: 8080 })).toBe(
    `Sallyport can't listen on port 8080 of ${host}: this machine has no such address. ` +
      "Set HOST to one of its own, like 127.0.0.1 or 0.0.0.0.",
  );
});

test("a port that only root may have is named", () => {
  // Tests might run as root, and root can listen on any port. So the test makes the error itself.
  const error = Object.assign(new Error("listen EACCES"), { code: "EACCES" });
  expect(listenTrouble(error, { host: "0.0.0.0", port: 443 })).toContain(
    "port 443 of 0.0.0.0: ports below 1024",
  );
});

test("any other error is not explained away", () => {
  expect(listenTrouble(new TypeError("a bug"), { host: "127.0.0.1", port: 8080 })).toBeNull();
});
