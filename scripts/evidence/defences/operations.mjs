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
];
