import { ApplicationRefusal } from "@sallyport/contract/authorization";
import { Refusal } from "@sallyport/contract/call";
import type { ProblemCode } from "@sallyport/contract/problem";
import type { Me } from "@sallyport/contract/sign-in";
import { QueryClientProvider } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { renderToString } from "react-dom/server";
import { MemoryRouter, Outlet, Route, Routes } from "react-router";
import { expect, test } from "vitest";
import { newQueryClient } from "../api/query-client.ts";
import { PurposeContext } from "../page/purpose.ts";
import { LoginPage } from "../sign-in/login-page.tsx";
import { ApplicationRefusedPage } from "./application-refused-page.tsx";
import { isOver } from "./authorization-queries.ts";
import { RefusedPage } from "./refused-page.tsx";

const ursula: Me = {
  id: "ursula",
  realm: "user",
  name: "Ursula",
  email: "ursula@example.com",
  username: "ursula",
  role: null,
};

function shown(page: ReactNode, address = "/"): string {
  const client = newQueryClient();
  const support = { organisation: "Acme", supportContact: "it@example.com", logo: null };
  client.setQueryData(["about"], support);
  return renderToString(
    <QueryClientProvider client={client}>
      <MemoryRouter initialEntries={[address]}>
        <Routes>
          <Route element={<Outlet context={ursula} />}>
            <Route path="*" element={page} />
          </Route>
        </Routes>
      </MemoryRouter>
    </QueryClientProvider>,
  );
}

test("a user without access learns which application, which account and who can help", () => {
  const page = shown(<RefusedPage id="an-id" application="Wiki" reason="no-access" />);
  for (const words of [
    "You can&#x27;t open Wiki",
    "ursula@example.com",
    "it@example.com",
    "Use another account",
  ])
    expect(page).toContain(words);
});

test("the login says which application it opens, and fills in the suggested name", () => {
  const purpose = { application: "Wiki", loginHint: "ursula", isTrial: false };
  const page = shown(
    <PurposeContext value={purpose}>
      <LoginPage realm="user" ended={null} />
    </PurposeContext>,
  );
  expect(page).toContain("Log in to open <bdi>Wiki</bdi>");
  expect(page).toContain('value="ursula"');
  expect(page).not.toContain("Administrator Login");
  const portal = shown(<LoginPage realm="user" ended={null} />);
  expect(portal).not.toContain("Log in to open");
  expect(portal).toContain("Administrator Login");
});

test.for(ApplicationRefusal.options)("the page for “%s” says what to do, and who can help", (reason) => {
  const page = shown(<ApplicationRefusedPage />, `/application-refused?reason=${reason}`);
  expect(page).toMatch(/Tell an administrator|tell an administrator|Start again/);
  expect(page).toContain("it@example.com");
});

test("the page shows no text of its address, because an attacker can write it", () => {
  const page = shown(<ApplicationRefusedPage />, "/application-refused?reason=call%20555-1234");
  expect(page).toContain("The application&#x27;s request has a mistake");
  expect(page).not.toContain("555");
});

test.for([
  ["link-invalid", true],
  ["not-found", true],
  ["unavailable", false],
  ["not-signed-in", false],
] as const)("after the refusal %s, that a login is over is %s", ([code, over]) => {
  expect(isOver(refusal(code))).toBe(over);
});

function refusal(code: ProblemCode): Refusal {
  return new Refusal({ type: "about:blank", title: code, status: 400, code, detail: code });
}
