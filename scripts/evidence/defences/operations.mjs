import { instead, never, removed, value } from "../switch-off.mjs";

/** @type {readonly import("../defences.mjs").Defence[]} */
export const operationsDefences = [
  {
    attacks: ["AT-84"],
    defence: "a database that other users can read is closed to them as it is opened",
    off: { "AT-84": instead("return true;") },
  },
  {
    attacks: ["AT-90"],
    defence: "a whole request arrives within a bounded time",
    off: {
      "AT-90 request-time": value(({ was }) => was.replace(/^\.{3}\w+\((.*)\)$/, "requestTimeout: $1")),
    },
  },
  {
    attacks: ["AT-90"],
    defence: "the simulation's control answers to this machine's own names alone",
    off: {
      "AT-90 control": value(
        ({ callee, args: [headers, host = ""] }) =>
          `${callee}(${headers}, ${host.replace(/^.*, (\w+)\)$/, "$1[0]")})`,
      ),
    },
  },
  {
    attacks: ["AT-90"],
    defence: "the simulation's control carries nothing out for a page of another site",
    off: { "AT-90 control": value(({ args: [, host = ""] }) => host) },
  },
  {
    attacks: ["AT-92"],
    defence: "a webhook reaches no internal address that isn't allowed",
    off: { "AT-92 addresses": never },
  },
  {
    attacks: ["AT-92"],
    defence: "a webhook's connection goes to the address that was checked",
    off: { "AT-92 pinned": removed },
  },
  {
    attacks: ["AT-92"],
    defence: "the secret of a webhook is sealed for its address",
    off: { "AT-92 url": value("`webhook-secret:${id}`") },
  },
  {
    attacks: ["AT-97"],
    defence: "a logo may load and run nothing, even if a browser opens it as a page",
    off: { "AT-97 policy": removed },
  },
  {
    attacks: ["AT-97"],
    defence: "a PNG file's pixels are bounded by its header",
    off: { "AT-97 bomb": never },
  },
  {
    attacks: ["AT-93"],
    defence: "an API key reaches only the endpoints that allow keys",
    off: { "AT-93 endpoints": never },
  },
  {
    attacks: ["AT-93"],
    defence: "an API key never counts as a proof",
    off: { "AT-93 proof": never },
  },
  {
    attacks: ["AT-93"],
    defence: "an API key expires",
    off: { "AT-93 expiry": never },
  },
  {
    attacks: ["AT-93"],
    defence: "an API key works only as long as its owner is active",
    off: { "AT-93 owner": never },
  },
  {
    attacks: ["AT-93"],
    defence: "an API key has at most the role that it was made with",
    off: { "AT-93 role": value("account.role") },
  },
  {
    attacks: ["AT-93"],
    defence: "an API key adds no one to a group",
    off: { "AT-93 groups": never },
  },
  {
    attacks: ["AT-96"],
    defence: "a value of the environment can't be changed in the console",
    off: { "AT-96 fixed": never },
  },
  {
    attacks: ["AT-96"],
    defence: "a change needs the value that is being replaced",
    off: { "AT-96 seen": never },
  },
  {
    attacks: ["AT-96"],
    defence: "a protecting setting takes a second factor",
    off: { "AT-96 proof": never },
  },
  {
    attacks: ["AT-96"],
    defence: "other session limits revive no expired session",
    off: { "AT-96 limits": never },
  },
];
