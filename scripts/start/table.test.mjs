import { expect, test } from "vitest";
import { servicesIn } from "../setup/places.mjs";
import { startTable } from "./table.mjs";

test("the table shows every door, and who may come in with which password", () => {
  const table = startTable(servicesIn({}), [
    { realm: "administrator", login: "ada@example.com", password: "aaaa-bbbb" },
    { realm: "administrator", login: "grace@example.com", password: null },
    { realm: "user", login: "ursula", password: "cccc-dddd" },
  ]);
  expect(`\n${table}\n`).toBe(`
┌─────────────────────┬──────────────────────────────────────┐
│ Where, and who      │ Address, and password                │
├─────────────────────┼──────────────────────────────────────┤
│ User Login          │ http://portal.localhost:4600/        │
│   ursula            │ cccc-dddd                            │
│ Administrator Login │ http://portal.localhost:4600/admin   │
│   ada@example.com   │ aaaa-bbbb                            │
│   grace@example.com │ changed since                        │
│ Authenticator app   │ http://authenticator.localhost:4601/ │
│ Inbox: every mail   │ http://localhost:4603/               │
│ API                 │ http://portal.localhost:4600/docs    │
└─────────────────────┴──────────────────────────────────────┘
`);
});
