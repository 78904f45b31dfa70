import type { Whereabouts } from "@sallyport/contract/sign-in";
import { describe, expect, it } from "vitest";
import { whatEnded } from "./ended.ts";

const me = {
  id: "1",
  realm: "user",
  name: "Ada",
  email: "ada@example.com",
  username: "ada",
  role: null,
} as const;
const start: Whereabouts = { at: "start" };
const setUp: Whereabouts = { at: "set-up", me, enrolBy: null, mayPostpone: false, needsSetUpLink: false };
const secondFactor: Whereabouts = {
  at: "second-factor",
  me,
  methods: ["totp"],
  waitUntil: null,
  isDisabled: false,
};
const setUpComplete: Whereabouts = { at: "set-up-complete", me, method: "totp", hasRecoveryCodes: false };
const signedIn: Whereabouts = { at: "signed-in", me };

describe("what ended between two answers of the server", () => {
  it("is nothing on a first visit", () => {
    expect(whatEnded(undefined, start)).toBeNull();
  });

  it.each([secondFactor, setUpComplete])("is the sign-in at $at", (whereabouts) => {
    expect(whatEnded({ whereabouts, ended: null }, start)).toBe("sign-in");
  });

  it("is the set-up when it was under way, since that goes on after the next login", () => {
    expect(whatEnded({ whereabouts: setUp, ended: null }, start)).toBe("set-up");
  });

  it("is the session when the person was inside", () => {
    expect(whatEnded({ whereabouts: signedIn, ended: null }, start)).toBe("session");
  });

  it("stays known while the login page asks again", () => {
    expect(whatEnded({ whereabouts: start, ended: "session" }, start)).toBe("session");
  });

  it("is forgotten once a new sign-in has begun", () => {
    expect(whatEnded({ whereabouts: start, ended: "session" }, setUp)).toBeNull();
  });

  it("is nothing for a locked account, which has said why already", () => {
    const locked: Whereabouts = {
      at: "locked",
      reason: "enrolment-deadline",
      enrolBy: "2026-11-24T10:00:00Z",
    };
    expect(whatEnded({ whereabouts: locked, ended: null }, start)).toBeNull();
  });
});
