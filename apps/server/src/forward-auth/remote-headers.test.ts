import { expect, test } from "vitest";
import { remoteHeaders } from "./remote-headers.ts";

const text = (value: string | undefined) => Buffer.from(value ?? "", "latin1").toString();

test("no header is ever empty or has a line break, and letters are UTF-8", { tags: ["AT-122"] }, () => {
  const headers = remoteHeaders({ name: " \u200b", username: null, email: "zoë@example.com" }, [
    { name: "Büro" },
    { name: "a,admins" },
  ]);
  expect(Object.entries(headers).map(([name, value]) => [name, text(value)])).toEqual([
    ["remote-user", "zoë@example.com"],
    ["remote-name", "-"],
    ["remote-email", "zoë@example.com"],
    ["remote-groups", "Büro,a%2Cadmins"],
  ]);
  const split = remoteHeaders({ name: "A\r\nRemote-User: root", username: "a", email: "a@example.com" }, []);
  expect(split["remote-name"]).toBe("A Remote-User: root");
});
