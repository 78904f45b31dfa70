import type { PasskeyChallenge } from "@sallyport/contract/passkey";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { offerInAutofill } from "./autofill.ts";

const requests: CredentialRequestOptions[] = [];
let choose: ((credential: object) => void) | undefined;

function get(options: CredentialRequestOptions): Promise<object> {
  requests.push(options);
  const { promise, resolve, reject } = Promise.withResolvers<object>();
  choose = resolve;
  options.signal?.addEventListener("abort", () => reject(options.signal?.reason as Error));
  return promise;
}

let isAvailable = true;
const PublicKeyCredential = Object.assign(() => undefined, {
  isConditionalMediationAvailable: () => Promise.resolve(isAvailable),
});

beforeEach(() => {
  requests.length = 0;
  isAvailable = true;
  vi.stubGlobal("PublicKeyCredential", PublicKeyCredential);
  vi.stubGlobal("navigator", { credentials: { get } });
  vi.stubGlobal("document", { querySelectorAll: () => [{}] });
});
afterEach(() => {
  vi.unstubAllGlobals();
});

const bytes = new Uint8Array([1, 2, 3]).buffer;
const chosen = {
  id: "AQID",
  rawId: bytes,
  type: "public-key",
  response: { authenticatorData: bytes, clientDataJSON: bytes, signature: bytes, userHandle: bytes },
  getClientExtensionResults: () => ({}),
};
const asking = (timeout: number) =>
  vi.fn<() => Promise<PasskeyChallenge>>(() =>
    Promise.resolve({ options: { challenge: "AQID", timeout, allowCredentials: [] } }),
  );

it("resolves to the answer of the passkey that was chosen", async () => {
  const offering = offerInAutofill(asking(60_000), new AbortController().signal);
  await vi.waitFor(() => expect(requests).toHaveLength(1));
  expect(requests[0]).toMatchObject({ mediation: "conditional" });
  choose?.(chosen);
  expect(await offering).toMatchObject({ id: "AQID", response: { userHandle: "AQID" } });
});

it("asks again before a question ends, and calls the old request off", async () => {
  const ask = asking(40);
  const over = new AbortController();
  const offering = offerInAutofill(ask, over.signal);
  await vi.waitFor(() => expect(requests.length).toBeGreaterThan(2));
  expect(requests[0]?.signal?.aborted).toBe(true);
  expect(ask.mock.calls.length).toBeGreaterThan(2);
  over.abort();
  expect(await offering).toBeNull();
  expect(requests.at(-1)?.signal?.aborted).toBe(true);
});

it("ends without an error when it is called off", async () => {
  const over = new AbortController();
  const offering = offerInAutofill(asking(60_000), over.signal);
  await vi.waitFor(() => expect(requests).toHaveLength(1));
  over.abort();
  expect(await offering).toBeNull();
});

it("asks nothing in a browser that doesn't know it", async () => {
  isAvailable = false;
  const ask = asking(60_000);
  expect(await offerInAutofill(ask, new AbortController().signal)).toBeNull();
  expect(ask).not.toHaveBeenCalled();
});
