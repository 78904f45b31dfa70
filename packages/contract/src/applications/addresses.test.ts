import { describe, expect, test } from "vitest";
import { ApplicationAddress, ApplicationOrigin, RegisteredAddress } from "./addresses.ts";

type Schema = typeof RegisteredAddress;

function result(schema: Schema, text: string): string {
  const parsed = schema.safeParse(text);
  return parsed.success ? parsed.data : `refused: ${parsed.error.issues[0]?.message}`;
}

describe("a registered address", () => {
  test.for([
    ["https://app.example.com/callback", "https://app.example.com/callback"],
    [" https://app.example.com/callback?x=1 ", "https://app.example.com/callback?x=1"],
    ["https://app.example.com", "https://app.example.com"],
    ["https://app.example.com:443/cb", "https://app.example.com:443/cb"],
    ["HTTPS://App.Example.COM/CallBack", "https://app.example.com/CallBack"],
    ["https://192.168.1.5:8443/cb", "https://192.168.1.5:8443/cb"],
    ["https://[2001:DB8::1]/cb", "https://[2001:db8::1]/cb"],
    ["http://localhost:8000", "http://localhost:8000"],
    ["http://app.localhost/cb", "http://app.localhost/cb"],
    ["http://127.0.0.1:18000/cb", "http://127.0.0.1:18000/cb"],
    ["http://[::1]:3000/cb", "http://[::1]:3000/cb"],
  ] as const)("%s is stored as %s", ([typed, stored]) => {
    expect(result(RegisteredAddress, typed)).toBe(stored);
  });

  test("with look-alike letters is stored and shown as Punycode", () => {
    expect(result(RegisteredAddress, "https://ехample.com/cb")).toBe("https://xn--ample-ywe6i.com/cb");
    expect(result(RegisteredAddress, "https://ｅxample.com/cb")).toBe("https://example.com/cb");
  });

  const full = "Enter an address like https://app.example.com.";
  const characters = "Use only English letters, digits and signs, without spaces and backslashes.";
  const userName = "Leave out the user name and the @ before the host.";
  const asBrowsers = "Write the address as a browser shows it after the page has opened.";
  const secure = "Use https. Plain http is only for this computer, like http://localhost:3000.";
  test.for([
    ["", full],
    ["app.example.com/cb", full],
    ["javascript:alert(1)", full],
    ["app.immich:///oauth-callback", full],
    ["https:app.example.com", full],
    ["https://", full],
    ["https:///app.example.com", asBrowsers],
    ["https://app.example.com:99999/", full],
    ["https://app@evil.example/", userName],
    ["https://app.example.com:pw@evil.example/", userName],
    ["https://@evil.example/", userName],
    ["https://app.example.com\\@evil.example/", characters],
    ["https://app.example.com/\\evil", characters],
    ["https://app.example.com/c\tb", characters],
    ["https://app.example.com/c\nb", characters],
    ["https://app.example.com/c\0b", characters],
    ["https://app.example.com/c b", characters],
    ["https://app.example.com/cb#", "Leave out the # and everything after it."],
    ["https://app.example.com#x", "Leave out the # and everything after it."],
    ["https://*.example.com/cb", "Enter each address completely. Wildcards aren't allowed."],
    ["https://app.example.com/*", "Enter each address completely. Wildcards aren't allowed."],
    ["http://app.example.com/cb", secure],
    ["http://192.168.1.5/cb", secure],
    ["http://localhost.example.com/cb", secure],
    ["http://127.0.0.1.example.com/cb", secure],
    ["https://app.example.com/a/../b", asBrowsers],
    ["https://app.example.com/a/%2e%2e/b", asBrowsers],
    ["https://app.example.com/<b>", asBrowsers],
    ["https://app.example.com./cb", asBrowsers],
    ["https://app..example.com/cb", asBrowsers],
    ["https://app.example.com:0443/cb", asBrowsers],
    [`https://app.example.com/${"x".repeat(8192)}`, "Use at most 1000 characters."],
  ] as const)("%j is refused", { tags: ["AT-132"] }, ([text, message]) => {
    expect(result(RegisteredAddress, text)).toBe(`refused: ${message}`);
  });
});

test.for([
  ["https://App.example.com/", "https://app.example.com"],
  ["http://localhost:5173", "http://localhost:5173"],
  ["https://app.example.com/path", "refused: Leave out everything after the host and the port."],
  ["https://app.example.com:443", "refused: Leave out everything after the host and the port."],
] as const)("the origin %s becomes %s", ([typed, stored]) => {
  expect(result(ApplicationOrigin, typed)).toBe(stored);
});

test.for([
  ["grafana.example.com", "https://grafana.example.com"],
  ["Example.com/grafana/", "https://example.com/grafana"],
  ["localhost:3000", "https://localhost:3000"],
  ["http://localhost:3000/", "http://localhost:3000"],
  ["https://example.com?x=1", "refused: Leave out the ? and everything after it."],
  [
    "http://grafana.example.com",
    "refused: Use https. Plain http is only for this computer, like http://localhost:3000.",
  ],
  ["", "refused: Enter an address like https://app.example.com."],
] as const)("the application's address %j becomes %s", ([typed, stored]) => {
  expect(result(ApplicationAddress, typed)).toBe(stored);
});
