import { afterAll, beforeAll, expect, test } from "vitest";
import { authenticatorOrigin, portalOrigin } from "../../lab/simulation/browser.ts";
import { ursula } from "../../lab/simulation/people.ts";
import { type SimulatedApp, simulateApp } from "../../lab/simulation/simulated-app.ts";

const issuer = "http://openid.net/specs/connect/1.0/issuer";
let world: SimulatedApp;
let email: string;

beforeAll(async () => {
  world = await simulateApp();
  ({ email } = await world.addAccount(ursula));
});
afterAll(() => world[Symbol.asyncDispose]());

async function ask(query: string, origin = portalOrigin) {
  const answer = await world.app.inject({
    url: `/.well-known/webfinger${query}`,
    headers: { host: new URL(origin).host, origin: "https://elsewhere.example" },
  });
  return { status: answer.statusCode, headers: answer.headers, body: answer.json<Record<string, unknown>>() };
}

const about = (resource: string) => `?resource=${encodeURIComponent(resource)}`;
const links = [{ rel: issuer, href: portalOrigin }];

test("an account leads to the portal as its login server, and any site may read that", async () => {
  const { status, headers, body } = await ask(
    `${about("acct:ursula@example.com")}&rel=${encodeURIComponent(issuer)}`,
  );
  expect(status).toBe(200);
  expect(headers).toMatchObject({
    "content-type": "application/jrd+json",
    "access-control-allow-origin": "*",
    "cache-control": "no-store",
  });
  expect(body).toEqual({ subject: "acct:ursula@example.com", links });
});

test("an account that doesn't exist gets the same answer", async () => {
  const known = await ask(about(`acct:${email}`));
  const unknown = await ask(about("acct:nobody@example.com"));
  expect(known.body).toEqual({ subject: `acct:${email}`, links });
  expect(unknown.body).toEqual({ subject: "acct:nobody@example.com", links });
  expect(unknown.status).toBe(known.status);
});

test("only the wanted relations are in the answer", async () => {
  const resource = about("acct:a%40b@sub.example.com");
  expect((await ask(`${resource}&rel=avatar`)).body["links"]).toEqual([]);
  expect((await ask(`${resource}&rel=avatar&rel=${encodeURIComponent(issuer)}`)).body["links"]).toEqual(
    links,
  );
});

test.for([
  "",
  "?resource=",
  "?resource=ursula",
  "?resource=acct:a@example.com&resource=acct:b@example.com",
  about(`acct:${"a".repeat(8192)}@example.com`),
  "?resource=acct:a@example.com&rel=",
  `?resource=acct:a@example.com&rel=${"x".repeat(600)}`,
  `?resource=acct:a@example.com${"&rel=x".repeat(21)}`,
])("the query %j is refused", async (query) => {
  const { status, headers, body } = await ask(query);
  expect([status, body["code"]]).toEqual([400, "invalid-request"]);
  expect(headers["access-control-allow-origin"]).toBe("*");
});

test.for([
  "https://example.com/ursula",
  "mailto:ursula@example.com",
  "acct:ursula",
  "acct:@example.com",
  "acct:a b@example.com",
  "acct:a@example.com/path",
  "acct:a@example.com:8080",
  "acct:a@b@example.com",
  "acct:a@-example.com",
  "acct:<script>@example.com",
])("%j isn't an account", async (resource) => {
  const { status, body } = await ask(about(resource));
  expect([status, body["code"]]).toEqual([404, "not-found"]);
});

test("the authenticator answers nothing", async () => {
  expect((await ask(about("acct:ursula@example.com"), authenticatorOrigin)).status).toBe(404);
});
