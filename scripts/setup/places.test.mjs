import { expect, test } from "vitest";
import { addressOf, servicesIn } from "./places.mjs";

test("the environment moves a service to another port", () => {
  const services = servicesIn({ SALLYPORT_PORTAL_PORT: "4710" });
  expect(addressOf(services, "portal")).toBe("http://portal.localhost:4710");
  expect(addressOf(services, "inbox")).toBe("http://localhost:4603");
});

test.each(["0", "65536", "4600.5", "portal", " "])("%j is no port", (asked) => {
  expect(() => servicesIn({ SALLYPORT_INBOX_PORT: asked })).toThrow(
    `SALLYPORT_INBOX_PORT has to be a port from 1 to 65535, but is "${asked}".`,
  );
});

test("two services can't have the same port", () => {
  expect(() => servicesIn({ SALLYPORT_SMTP_PORT: "4600" })).toThrow(
    "The portal and the mail catcher can't both have port 4600.",
  );
});
