import type { Me } from "@sallyport/contract/sign-in";
import { QueryClientProvider } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { renderToString } from "react-dom/server";
import { MemoryRouter, Outlet, Route, Routes } from "react-router";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { AddUserForm } from "./admin/users/add-user-form.tsx";
import { keepTyping } from "./api/kept-typing.ts";
import { newQueryClient } from "./api/query-client.ts";
import { ProofProvider } from "./proof/proof-provider.tsx";
import { LoginPage } from "./sign-in/login-page.tsx";

const ada: Me = {
  id: "ada",
  realm: "administrator",
  name: "Ada",
  email: "ada@example.com",
  username: null,
  role: "owner",
};

let stored: Record<string, string>;

beforeEach(() => {
  stored = {};
  const storage = Object.defineProperties(stored, {
    getItem: { value: (key: string) => stored[key] ?? null },
    setItem: { value: (key: string, text: string) => void (stored[key] = text) },
  });
  vi.stubGlobal("window", { sessionStorage: storage });
});
afterEach(() => vi.unstubAllGlobals());

function shown(page: ReactNode, me: Me | null): string {
  return renderToString(
    <QueryClientProvider client={newQueryClient()}>
      <MemoryRouter initialEntries={["/admin/users"]}>
        <Routes>
          <Route
            element={
              <ProofProvider realm="administrator">
                <Outlet context={me} />
              </ProofProvider>
            }
          >
            <Route path="*" element={page} />
          </Route>
        </Routes>
      </MemoryRouter>
    </QueryClientProvider>,
  );
}

const typed = {
  name: "Maria",
  username: "maria",
  email: "maria@example.com",
  isMfaRequired: false,
  days: 7,
  password: "never kept",
};
const kept = {
  realm: "administrator",
  accountId: "ada",
  pathname: "/admin/users",
  form: "add-user",
} as const;

test("a form is filled in again for the account that was filling it in", () => {
  keepTyping(kept, typed);
  const page = shown(<AddUserForm onDone={() => {}} />, ada);
  expect(page).toContain('value="maria"');
  expect(page).toContain('value="maria@example.com"');
  expect(page).not.toContain("never kept");
  expect(shown(<AddUserForm onDone={() => {}} />, { ...ada, id: "grace" })).not.toContain("maria");
});

test("a form is empty where what is kept has another shape", () => {
  keepTyping(kept, ["maria"]);
  expect(shown(<AddUserForm onDone={() => {}} />, ada)).not.toContain("maria");
});

const login = () => shown(<LoginPage realm="administrator" ended="session" />, null);

test("the login says that something is kept, and fills in nothing", () => {
  expect(login()).not.toContain("kept in this tab");
  keepTyping(kept, typed);
  expect(login()).toContain("The form that you were filling in is saved in this tab.");
  expect(login()).not.toContain("maria");
});
