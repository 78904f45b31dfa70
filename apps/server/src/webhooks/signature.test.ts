import { expect, test } from "vitest";
import { headersOf, newSecret, shownSecret } from "./signature.ts";

test("the signature is that of the reference library of Standard Webhooks", () => {
  const secret = Buffer.from("MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", "base64");
  const message = { id: "msg_p5jXN8AQM9LWM0D4loKWxJek", body: '{"test": 2432232314}' };
  expect(headersOf(message, [secret], 1_614_265_330_999)).toEqual({
    "webhook-id": "msg_p5jXN8AQM9LWM0D4loKWxJek",
    "webhook-timestamp": "1614265330",
    "webhook-signature": "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=",
  });
});

test("a secret has 256 random bits, and is shown as libraries take it", () => {
  const secret = newSecret();
  expect(shownSecret(secret)).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/);
  expect(Buffer.from(shownSecret(secret).slice(6), "base64")).toEqual(secret);
  expect(newSecret()).not.toEqual(secret);
});
