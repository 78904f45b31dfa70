import { expect, test } from "vitest";
import { serversOf, shownPlace } from "./database-place.ts";

test("an address can name several servers, each with its port", () => {
  expect(serversOf("postgres://mia:p%40ss@a.example.com:6543,[::1],b/logins?sslmode=verify-full")).toEqual([
    "postgres://mia:p%40ss@a.example.com:6543/logins?sslmode=verify-full",
    "postgres://mia:p%40ss@[::1]/logins?sslmode=verify-full",
    "postgres://mia:p%40ss@b/logins?sslmode=verify-full",
  ]);
});

test.for([
  "postgres://mia@db.example.com/logins",
  "postgres:///logins?host=/run/postgresql,/tmp",
  "postgresql://mia:one,two@db/logins",
  "/var/lib/sallyport/one,two.db",
])("%j is one server", (place) => expect(serversOf(place)).toEqual([place]));

test.for([
  ["postgres://mia:secret@a:6543,b/logins", "postgres://mia:…@a:6543,b/logins"],
  ["postgres://a,b:6543/logins?user=mia&password=secret", "postgres://a,b:6543/logins?user=mia&password=…"],
  ["postgres://mia:secret@a/logins", "postgres://mia:…@a/logins"],
  ["/var/lib/sallyport/one,two.db", "/var/lib/sallyport/one,two.db"],
])("the password in %j isn't shown", ([place = "", shown]) => expect(shownPlace(place)).toBe(shown));
