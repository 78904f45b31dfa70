import { describe, expect, test } from "vitest";
import { isOrigin, originOfHost } from "./host.ts";

const login = "https://login.example.com";
const app = "https://app.example.com:8443";
const local = "http://portal.localhost";
const six = "https://[2001:db8::1]";
const origins = [login, app, local, six];

describe("a Host header", () => {
  test.for([
    ["login.example.com", login],
    ["login.example.com:443", login],
    ["login.example.com:", login],
    ["LOGIN.Example.COM", login],
    ["LOGIN.EXAMPLE.COM:443", login],
    ["app.example.com:8443", app],
    ["APP.example.com:8443", app],
    ["portal.localhost:80", local],
    ["portal.localhost", local],
    ["[2001:DB8:0::1]:443", six],
  ] as const)("%s is %s", ([host, origin]) => {
    expect(originOfHost(origins, host)).toBe(origin);
  });

  test.for([
    undefined,
    "",
    "login.example.com:80",
    "login.example.com:8443",
    "login.example.com.",
    "login.example.com.:443",
    "app.example.com",
    "app.example.com:443",
    "portal.localhost:443",
    "login.example.com.evil.example",
    "evil.example",
    "user@login.example.com",
    "login.example.com/",
    "login.example.com#",
    "login.example.com?x",
    "login%2Eexample.com",
    "login.example.com:443:443",
    "login.example.com:+443",
    "login.example.com, evil.example",
    "login.example.com\\evil.example",
    ":443",
    "[",
  ])("'%s' is none of them", (host) => {
    expect(originOfHost(origins, host)).toBeUndefined();
  });
});

describe("an Origin header", () => {
  test.for(["https://login.example.com", "https://login.example.com:443", "HTTPS://Login.Example.Com"])(
    "%s is the portal",
    (written) => {
      expect(isOrigin(written, login)).toBe(true);
    },
  );

  test.for([
    "",
    "null",
    "http://login.example.com",
    "http://login.example.com:443",
    "https://login.example.com:80",
    "https://login.example.com.",
    "https://login.example.com/",
    "https://user@login.example.com",
    "https://login.example.com, https://evil.example",
    "https://evil.example",
    "login.example.com",
  ])("'%s' is not", (written) => {
    expect(isOrigin(written, login)).toBe(false);
  });
});
