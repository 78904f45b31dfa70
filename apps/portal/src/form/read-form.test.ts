import { acceptInvitation } from "@sallyport/contract/invitations";
import { submitPassword } from "@sallyport/contract/sign-in";
import { describe, expect, it } from "vitest";
import { readForm } from "./read-form.ts";

describe("reading a form", () => {
  it("gives the values as the contract wants them", () => {
    const typed = { login: " ada ", password: " secret " };
    expect(readForm(submitPassword.body, typed)).toEqual({
      isGood: true,
      values: { login: "ada", password: " secret " },
    });
  });

  it("leaves out fields that the contract does not know", () => {
    const typed = { login: "ada", password: "secret", remember: "on" };
    expect(readForm(submitPassword.body, typed)).toEqual({
      isGood: true,
      values: { login: "ada", password: "secret" },
    });
  });

  it("says what is wrong with each field, once", () => {
    expect(readForm(submitPassword.body, { login: "", password: "" })).toEqual({
      isGood: false,
      errors: { login: "Enter your e-mail address or username.", password: "Enter your password." },
    });
  });

  it("adds what only the page can check", () => {
    const typed = { token: "A".repeat(43), password: "four unrelated words" };
    const reading = readForm(acceptInvitation.body, typed, () => ({ repeat: "The passwords differ." }));
    expect(reading).toEqual({ isGood: false, errors: { repeat: "The passwords differ." } });
  });

  it("says it in the page's words where the page has some", () => {
    const typed = { login: "", password: "secret" };
    const reading = readForm(submitPassword.body, typed, () => ({ login: "Type who you are." }));
    expect(reading).toEqual({ isGood: false, errors: { login: "Type who you are." } });
  });
});
