import { expect, test } from "vitest";
import { Fault, Faults } from "./faults.ts";

const read = (fault: unknown) => Fault.parse(fault);

test("a fault ends after its times, or when it is ended", () => {
  const faults = new Faults();
  faults.begin(read({ kind: "down", times: 2 }));
  expect([1, 2, 3].map(() => faults.ofRequest("/")?.kind)).toEqual(["down", "down", undefined]);
  const id = faults.begin(read({ kind: "error" }));
  expect(faults.ofRequest("/")).toMatchObject({ status: 503 });
  faults.end(id);
  expect(faults.ofRequest("/")).toBeUndefined();
});

test("a fault of one path leaves the others alone, and a token's fault leaves requests alone", () => {
  const faults = new Faults();
  faults.begin(read({ kind: "slow", delayMs: 5, path: "/oidc/token" }));
  faults.begin(read({ kind: "expired-token", times: 1 }));
  expect(faults.ofRequest("/oidc/jwks")).toBeUndefined();
  expect(faults.ofRequest("/oidc/token")).toMatchObject({ kind: "slow" });
  expect([faults.ofToken(), faults.ofToken()]).toEqual(["expired-token", undefined]);
});
