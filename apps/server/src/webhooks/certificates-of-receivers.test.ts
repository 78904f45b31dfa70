import tls from "node:tls";
import { afterAll, beforeAll, expect, test } from "vitest";
import { startReceiver } from "../../lab/receiver.ts";
import { type Certificate, certificate, pemOf } from "../../lab/simulation/certificates.ts";
import { Line } from "./post.ts";
import type { Undelivered } from "./undelivered.ts";

const host = "hook.example.com";
const trusted = certificate({ subject: "A trusted authority", isAuthority: true });
const unknown = certificate({ subject: "An unknown authority", isAuthority: true });
const reach = { resolve: () => Promise.resolve(["127.0.0.1"]), networks: ["127.0.0.1"] };

const before = tls.getCACertificates("default");
beforeAll(() => tls.setDefaultCACertificates([pemOf(trusted)]));
afterAll(() => tls.setDefaultCACertificates(before));

async function deliveredTo(own: Certificate): Promise<{ received: number; why: string | null }> {
  const key = own.key.export({ format: "pem", type: "pkcs8" });
  await using receiver = await startReceiver("127.0.0.1", { cert: pemOf(own), key });
  using line = await Line.to(new URL(`https://${host}:${receiver.port}/`), reach);
  const sending = line.post({ body: "{}", headers: {}, signal: new AbortController().signal });
  const why = await sending.then(
    () => null,
    (error: Undelivered) => error.problem.why,
  );
  return { received: receiver.received.length, why };
}

test("a receiver with a certificate of a trusted authority gets the event", { tags: ["AT-92"] }, async () => {
  const own = certificate({ subject: host, issuer: trusted });
  expect(await deliveredTo(own)).toEqual({ received: 1, why: null });
});

test.for([
  ["of an unknown authority", certificate({ subject: host, issuer: unknown })],
  ["that signed itself", certificate({ subject: host })],
  ["for another name", certificate({ subject: "other.example.com", issuer: trusted })],
  [
    "that has expired",
    certificate({ subject: host, issuer: trusted, from: new Date("2020-01-01"), to: new Date("2021-01-01") }),
  ],
] as const)("a receiver with a certificate %s gets nothing", { tags: ["AT-92"] }, async ([, own]) => {
  expect(await deliveredTo(own)).toEqual({ received: 0, why: "no-tls" });
});
