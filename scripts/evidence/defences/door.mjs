import { instead, lacking, removed, value } from "../switch-off.mjs";

/** @type {readonly import("../defences.mjs").Defence[]} */
export const doorDefences = [
  {
    attacks: ["AT-120"],
    defence: "only the value of a cookie finds the login behind it",
    off: { "AT-120": removed },
  },
  {
    attacks: ["AT-121"],
    defence: "a login at the door is of one application",
    off: { "AT-121": removed },
  },
  {
    attacks: ["AT-122"],
    defence: "a header about the user is never empty",
    off: { "AT-122": value(({ was }) => was.replace(' || "-"', "")) },
  },
  ...["caddy", "nginx", "traefik"].map((proxy) => ({
    attacks: ["AT-123"],
    defence: `the configuration for ${proxy} removes headers with an underscore`,
    off: { [`AT-123 ${proxy}`]: value('""') },
  })),
  {
    attacks: ["AT-124"],
    defence: "no path is open to all",
    off: {
      "AT-124": instead(
        `const answer = uri?.startsWith("/public") ? { at: "open" as const, headers: {} }
          : await answerToCookie(parts, visit, application);`,
      ),
    },
  },
  {
    attacks: ["AT-125"],
    defence: "a proxy that names no method gets no redirect",
    off: { "AT-125 method": value('headers["x-forwarded-method"] !== "POST"') },
  },
  {
    attacks: ["AT-125"],
    defence: "a proxy that names no path gets no redirect",
    off: { "AT-125 address": value('String(uri || "/")') },
  },
  {
    attacks: ["AT-126"],
    defence: "the cookie of an attempt is for one path to return to",
    off: { "AT-126": value('"attempt"') },
  },
  { attacks: ["AT-127"], defence: "an answer is of this portal", off: { "AT-127": lacking(1) } },
  {
    attacks: ["AT-128"],
    defence: "the door decides at each request",
    off: { "AT-128": value('found && ("ready" as string)') },
  },
  {
    attacks: ["AT-129"],
    defence: "a token about the user is for one application",
    off: { "AT-129 audience": value(({ was }) => was.replace("aud: applicationId", 'aud: "any"')) },
  },
  {
    attacks: ["AT-129"],
    defence: "a token about the user ends after a minute",
    off: { "AT-129 end": value("iat + 3600") },
  },
  {
    attacks: ["AT-129"],
    defence: "a token about the user is no ID token",
    off: { "AT-129 type": removed },
  },
];
