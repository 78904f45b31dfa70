import { expect, test } from "vitest";
import { firstAnswersOfAuthenticator, firstAnswersOfPortal } from "./first-answers.ts";

const signIn = (realm: string) => `/api/${realm}/sign-in`;

test.each([
  ["/", [signIn("user"), "/api/about"]],
  ["/security", [signIn("user"), "/api/about"]],
  ["/authorize/an-id", [signIn("user"), "/api/about"]],
  ["/authorize", []],
  ["/admin", [signIn("administrator"), "/api/about"]],
  ["/admin/users/1", [signIn("administrator"), "/api/about"]],
  ["/admin/forgot-password", []],
  ["/admin/set-up", []],
  ["/administrator", []],
  ["/reset-password", []],
  ["/invitation", []],
])("without a session the portal at %s first reads %j", (path, answers) => {
  expect(firstAnswersOfPortal(path, {})).toEqual(answers);
});

test("with a session of that realm the portal doesn't need what only the login page shows", () => {
  const cookies = { "__Host-sallyport-user": "token" };
  expect(firstAnswersOfPortal("/", cookies)).toEqual([signIn("user")]);
  expect(firstAnswersOfPortal("/admin", cookies)).toEqual([signIn("administrator"), "/api/about"]);
});

test("the authenticator reads its registration first, unless it opens without asking", () => {
  const registered = { "__Host-sallyport-app": "token" };
  expect(firstAnswersOfAuthenticator("/", {})).toEqual(["/api/registration"]);
  expect(firstAnswersOfAuthenticator("/", registered)).toEqual([]);
  expect(firstAnswersOfAuthenticator("/register", registered)).toEqual(["/api/registration"]);
  expect(firstAnswersOfAuthenticator("/settings", {})).toEqual([]);
});
