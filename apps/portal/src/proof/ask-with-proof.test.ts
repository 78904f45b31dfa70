import { Refusal } from "@sallyport/contract/call";
import type { ProblemCode } from "@sallyport/contract/problem";
import { describe, expect, it } from "vitest";
import { askWithProof, ProofDeclined } from "./ask-with-proof.ts";

function refusal(code: ProblemCode) {
  return new Refusal({ type: "about:blank", title: code, status: 401, code, detail: code });
}

function serverThat(...codes: ProblemCode[]) {
  const asked: string[] = [];
  return {
    asked,
    ask: async (given: string) => {
      asked.push(given);
      const code = codes.shift();
      if (code) throw refusal(code);
      return `answer to ${given}`;
    },
  };
}

function person(isWilling: boolean) {
  let timesAsked = 0;
  return {
    prove: async () => {
      timesAsked += 1;
      return isWilling;
    },
    timesAsked: () => timesAsked,
  };
}

describe("asking with a proof", () => {
  it("asks for no proof if the server wants none", async () => {
    const { prove, timesAsked } = person(true);
    await expect(askWithProof(serverThat().ask, prove)("a")).resolves.toBe("answer to a");
    expect(timesAsked()).toBe(0);
  });

  it("asks the same again once the person has confirmed that it is they", async () => {
    const { prove, timesAsked } = person(true);
    const { ask, asked } = serverThat("insufficient-user-authentication");
    await expect(askWithProof(ask, prove)("a")).resolves.toBe("answer to a");
    expect(asked).toEqual(["a", "a"]);
    expect(timesAsked()).toBe(1);
  });

  it("does not ask again when the person would not", async () => {
    const { prove } = person(false);
    const { ask, asked } = serverThat("insufficient-user-authentication");
    await expect(askWithProof(ask, prove)("a")).rejects.toBeInstanceOf(ProofDeclined);
    expect(asked).toEqual(["a"]);
  });

  it("does not go round in a circle", async () => {
    const { prove, timesAsked } = person(true);
    const { ask } = serverThat("insufficient-user-authentication", "insufficient-user-authentication");
    await expect(askWithProof(ask, prove)("a")).rejects.toMatchObject({
      code: "insufficient-user-authentication",
    });
    expect(timesAsked()).toBe(1);
  });

  it.each(["not-signed-in", "second-factor-needed", "wrong-code"] as const)(
    "leaves %s to the page",
    async (code) => {
      const { prove, timesAsked } = person(true);
      await expect(askWithProof(serverThat(code).ask, prove)("a")).rejects.toMatchObject({ code });
      expect(timesAsked()).toBe(0);
    },
  );
});
