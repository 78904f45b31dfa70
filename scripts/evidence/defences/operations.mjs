const server = "apps/server/src";
const control = `apps/server/lab/simulation/control.ts`;

/** @type {readonly import("../defences.mjs").Defence[]} */
export const operationsDefences = [
  {
    attacks: ["AT-84"],
    defence: "a database that other users can read is closed to them as it is opened",
    edits: [
      {
        file: `${server}/database/private-file.ts`,
        find: "await chmod(file, 0o600).catch(() => {});",
        replace: "if (file) return true;",
      },
    ],
  },
  {
    attacks: ["AT-90"],
    defence: "a whole request arrives within a bounded time",
    edits: [
      {
        file: `${server}/app.ts`,
        find: "...boundedRequests(requestMilliseconds),",
        replace: "requestTimeout: (void boundedRequests, requestMilliseconds),",
      },
    ],
  },
  {
    attacks: ["AT-90"],
    defence: "the simulation's control answers to this machine's own names alone",
    edits: [
      {
        file: control,
        find: "refuseForeign(headers, requireHost(headers, names));",
        replace: 'void requireHost;\n    refuseForeign(headers, names[0] ?? "");',
      },
    ],
  },
  {
    attacks: ["AT-90"],
    defence: "the simulation's control carries nothing out for a page of another site",
    edits: [
      {
        file: control,
        find: "refuseForeign(headers, requireHost(headers, names));",
        replace: "void refuseForeign;\n    requireHost(headers, names);",
      },
    ],
  },
];
