import { Refusal } from "@sallyport/contract/call";
import type { ProblemCode } from "@sallyport/contract/problem";
import { MutationObserver } from "@tanstack/react-query";
import { describe, expect, it, vi } from "vitest";
import { forgetPerson, newQueryClient } from "./query-client.ts";

function refusal(code: ProblemCode) {
  return new Refusal({ type: "about:blank", title: code, status: 400, code, detail: code });
}

async function clientThatMet(code: ProblemCode) {
  const client = newQueryClient();
  client.setQueryData(["whereabouts", "user"], "inside");
  await client.query({ queryKey: ["home"], queryFn: () => Promise.reject(refusal(code)) }).catch(() => {});
  return client.getQueryState(["whereabouts", "user"]);
}

describe("the query client", () => {
  it.each(["not-signed-in", "sign-in-expired", "mfa-required", "factor-disabled"] as const)(
    "asks again where the person stands after %s",
    async (code) => {
      expect(await clientThatMet(code)).toMatchObject({ isInvalidated: true });
    },
  );

  // After `insufficient-user-authentication` (status 401, RFC 9470) the session is still valid.
  it.each([
    "not-found",
    "forbidden",
    "wrong-credentials",
    "insufficient-user-authentication",
    "second-factor-needed",
  ] as const)("leaves it after %s", async (code) => {
    expect(await clientThatMet(code)).toMatchObject({ isInvalidated: false });
  });

  it("forgets the user's data, but keeps the server's settings and the whereabouts", () => {
    const client = newQueryClient();
    for (const key of ["about", "whereabouts", "home", "users"]) client.setQueryData([key], key);
    forgetPerson(client);
    const keys = client
      .getQueryCache()
      .getAll()
      .map(({ queryKey }) => queryKey[0]);
    expect(keys).toEqual(["about", "whereabouts"]);
  });

  it("keeps nothing that was typed once the form is gone", async () => {
    const client = newQueryClient();
    const form = new MutationObserver(client, {
      mutationFn: (password: string) => Promise.resolve(password),
    });
    const close = form.subscribe(() => {});
    await form.mutate("four unrelated words");
    expect(client.getMutationCache().getAll()).toHaveLength(1);
    close();
    await vi.waitFor(() => expect(client.getMutationCache().getAll()).toEqual([]));
  });

  it("forgets what a person typed, be the form still there or not", async () => {
    const client = newQueryClient();
    const form = new MutationObserver(client, {
      mutationFn: (password: string) => Promise.resolve(password),
    });
    form.subscribe(() => {});
    await form.mutate("four unrelated words");
    forgetPerson(client);
    expect(client.getMutationCache().getAll()).toEqual([]);
  });
});
