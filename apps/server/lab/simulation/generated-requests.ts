import type { Endpoint } from "@sallyport/contract/endpoint";
import * as fc from "fast-check";
import type { RawRequest, Town } from "./contract-requests.ts";
import { SoftPasskey } from "./soft-passkey.ts";

const anyText = fc
  .array(fc.integer({ min: 0, max: 0xffff }), { maxLength: 250 })
  .map((units) => String.fromCharCode(...units));

const deep = Array.from({ length: 500 }).reduce<unknown>((inside) => ({ mfa: [inside] }), "bottom");
const numbers = [-0, -1, 0.5, 1e308, Number.MAX_SAFE_INTEGER + 1];
const texts = ["", "\u0000", "\u202eevil", "%' OR 1=1 --", "__proto__", "2027-01-04", "x".repeat(5000)];
const anything = fc.oneof(
  fc.jsonValue(),
  anyText,
  fc.constantFrom<unknown>(null, true, [], [[]], {}, deep, ...numbers, ...texts),
);

const passkey = new SoftPasskey();
const challenge = { options: { challenge: "A".repeat(43) } };

const plausible: Record<string, fc.Arbitrary<unknown>> = {
  login: fc.constantFrom("ursula", "ada@example.com", "nobody"),
  password: fc.constantFrom("not the right one", "aaaaaaaaaaaaaaaaaaaa"),
  present: fc.constantFrom("not the right one", "another quite long phrase"),
  next: fc.constantFrom("seven green chairs on a hill", "aaaaaaaaaaaaaaaaaaaa"),
  code: fc.constantFrom("000000", "12345678", " 12 34 56 "),
  token: fc.constantFrom("A".repeat(43), "-_".repeat(21)),
  assertion: fc.constantFrom(passkey.respond(challenge), passkey.respond(challenge, { isPresent: false })),
  registration: fc.constantFrom(passkey.make(challenge), passkey.make(challenge, { algorithm: -65535 })),
  email: fc.constantFrom("ada@example.com", "URSULA@example.com", "new@example.com"),
  name: fc.constantFrom("Ursula", "\u0000", "<b>", "\u{1F600}", "\ud800"),
  username: fc.constantFrom("ursula", "uma", "__proto__", "constructor"),
  isMfaRequired: fc.boolean(),
  mfa: fc.record({ isRequired: fc.boolean(), days: fc.oneof(fc.integer(), anything) }),
  days: fc.oneof(fc.constantFrom(null, 1, 365, 0, 366), fc.integer({ min: 1, max: 365 }), fc.double()),
  state: fc.constantFrom("active", "suspended", "staged"),
};

const strangeKeys = fc.constantFrom("constructor", "toString", "id", "realm", "$where");
const notJson = fc.constantFrom('{"__proto__":{"a":1}}', "{", "[1,", "nul");

type Right = Readonly<Record<string, readonly unknown[]>>;

function bodiesFor({ body }: Endpoint, right: Right): fc.Arbitrary<string> {
  const fields = Object.keys(body?.shape ?? {}).map((name) => {
    const likely = { weight: 4, arbitrary: plausible[name] ?? anything };
    const known = right[name] && { weight: 4, arbitrary: fc.constantFrom(...right[name]) };
    return [name, fc.oneof(...(known ? [known] : []), likely, anything)] as const;
  });
  const close = fc
    .tuple(
      fc.record(Object.fromEntries(fields), { requiredKeys: [] }),
      fc.dictionary(strangeKeys, anything, { maxKeys: 2 }),
    )
    .map(([known, strange]) => ({ ...strange, ...known }));
  const json = fc.oneof({ weight: 4, arbitrary: close }, anything).map((value) => JSON.stringify(value));
  return fc.oneof({ weight: 9, arbitrary: json }, notJson);
}

const strangeQueries = [
  "?limit=0",
  "?limit=1e9",
  "?limit=1&limit=2",
  "?limit[]=1",
  "?before=-1",
  "?before=9007199254740993",
  "?after=%00",
  "?after=%F0%9F%98%80",
  "?search=%25%5C_",
  "?dueOn=2999-12-31",
  "?month=2999-12",
  "?days=366",
  "?__proto__=1",
  "?&&=&=",
  "?%",
];
const anyQuery = fc.oneof(
  fc.constantFrom("", ...strangeQueries),
  anyText.map((text) => `?search=${encodeURIComponent(text.toWellFormed())}`),
);

const strangeSegments = ["admin", "__proto__", "...", "%", "0", "null"];
/** Without `.` and `..`: a client resolves them before it sends the request, so another endpoint would answer. */
const anySegment = fc.oneof(
  fc.constantFrom(...strangeSegments),
  fc.uuid(),
  anyText.map((text) => text.toWellFormed()).filter((text) => !/^\.{1,2}$/.test(text)),
);

export function requestsFor(
  endpoint: Endpoint,
  { userId, administratorId }: Pick<Town, "userId" | "administratorId">,
  right: Right = {},
): fc.Arbitrary<RawRequest> {
  const params = fc.record({
    id: fc.oneof(fc.constantFrom(userId, administratorId), anySegment),
    // The realm `admin` would lead to another endpoint.
    realm: fc.oneof(
      fc.constantFrom("user", "administrator"),
      anySegment.filter((segment) => segment !== "admin"),
    ),
  });
  if (endpoint.method === "GET") return fc.record({ params, query: anyQuery });
  return fc.record({ params, query: anyQuery, payload: bodiesFor(endpoint, right) });
}
