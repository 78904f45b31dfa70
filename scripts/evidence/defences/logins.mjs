import { instead, lacking, removed, value } from "../switch-off.mjs";

/**
 * Replaces a text of the OpenID library while it is loaded, because the library's own checks are defences too.
 *
 * @param {string} file
 * @param {string} check
 * @param {string} replacement
 */
function withoutCheck(file, check, replacement) {
  const [ending, before, after] = [file, check, replacement].map((text) => JSON.stringify(text));
  return instead(
    ({ was }) => `registerHooks({
      load: (url, context, next) => {
        const loaded = next(url, context);
        if (!url.endsWith(${ending})) return loaded;
        const source = Buffer.from(loaded.source as string).toString();
        if (!source.includes(${before})) throw new Error("The library has changed: " + ${before});
        return { ...loaded, source: source.replaceAll(${before}, ${after}) };
      },
    });
    return await ${was.replace("await ", "")};`,
  );
}

/** @type {readonly import("../defences.mjs").Defence[]} */
export const loginsDefences = [
  {
    attacks: ["AT-130"],
    defence: "the console gets four letters of a secret",
    off: { "AT-130": value("secret.hash") },
  },
  {
    attacks: ["AT-131"],
    defence: "an address of another origin is never offered",
    off: { "AT-131": lacking(2) },
  },
  {
    attacks: ["AT-132"],
    defence: "an address after a log-out is compared exactly",
    off: {
      "AT-132 after-logout": value("addresses.some((address) => asked.startsWith(address))"),
    },
  },
  {
    attacks: ["AT-132"],
    defence: "no address with a user name is registered",
    off: { "AT-132 registered": removed },
  },
  {
    attacks: ["AT-132"],
    defence: "the library compares callback addresses exactly",
    off: {
      "AT-132 library": withoutCheck(
        "/lib/models/client.js",
        "allowedUris.includes(value)",
        "allowedUris.some((allowed) => String(value).startsWith(allowed))",
      ),
    },
  },
  {
    attacks: ["AT-135"],
    defence: "the library redeems a code for its own application",
    off: {
      "AT-135": withoutCheck(
        "/lib/helpers/grant_source.js",
        ".clientId !== ctx.oidc.client.clientId",
        ".clientId === undefined",
      ),
    },
  },
  {
    attacks: ["AT-136"],
    defence: "the library redeems no code after its end",
    off: {
      "AT-136": withoutCheck("/lib/actions/grants/authorization_code.js", "code.isExpired", "false"),
    },
  },
  {
    attacks: ["AT-137"],
    defence: "the library takes a verifier only with a challenge",
    off: { "AT-137": withoutCheck("/lib/helpers/pkce.js", "verifier || challenge", "challenge") },
  },
  {
    attacks: ["AT-134"],
    defence: "the database remembers that a refresh token was used",
    off: { "AT-134": value("{}") },
  },
  {
    attacks: ["AT-140"],
    defence: "the library gets the form as it was sent",
    off: { "AT-140": value('(_request, _body, parsed) => parsed(null, "")') },
  },
  {
    attacks: ["AT-141"],
    defence: "endpoints for applications answer requests of other origins",
    off: { "AT-141": value("{ isForApplications: false }") },
  },
  { attacks: ["AT-142"], defence: "a pop-up keeps its opener", off: { "AT-142": removed } },
  {
    attacks: ["AT-143"],
    defence: "an administrator decides who gets refresh tokens",
    off: { "AT-143": value("Promise.resolve(true)") },
  },
  {
    attacks: ["AT-144"],
    defence: "notices may go to internal addresses",
    off: { "AT-144": removed },
  },
  {
    attacks: ["AT-145"],
    defence: "a log-out in an application ends the portal's session",
    off: { "AT-145": removed },
  },
  {
    attacks: ["AT-146"],
    defence: "the policy knows the choice of an account",
    off: { "AT-146": removed },
  },
  {
    attacks: ["AT-147"],
    defence: "a request by POST becomes one by GET",
    off: { "AT-147": removed },
  },
  {
    attacks: ["AT-148"],
    defence: "methods have the standard's names",
    off: { "AT-148": value('amr.split(" ")') },
  },
  {
    attacks: ["AT-149"],
    defence: "a link brings the cookie that is made for links",
    off: { "AT-149": value(({ was }) => was.replace('"lax"', '"strict"')) },
  },
];
