import { addressOf } from "../setup/places.mjs";

/**
 * @typedef {import("../setup/places.mjs").Service} Service
 * @typedef {{ realm: "administrator" | "user", login: string, password: string | null }} Account the password is null if the user changed it
 */

/**
 * @param {readonly Service[]} services
 * @param {readonly Account[]} accounts
 */
export function startTable(services, accounts) {
  const portal = addressOf(services, "portal");
  /** @type {(realm: Account["realm"]) => string[][]} */
  const who = (realm) =>
    accounts
      .filter((account) => account.realm === realm)
      .map(({ login, password }) => [`  ${login}`, password ?? "changed since"]);
  return table([
    ["Where, and who", "Address, and password"],
    ["User Login", `${portal}/`],
    ...who("user"),
    ["Administrator Login", `${portal}/admin`],
    ...who("administrator"),
    ["Authenticator app", `${addressOf(services, "authenticator")}/`],
    ["Inbox: every mail", `${addressOf(services, "inbox")}/`],
    ["API", `${portal}/docs`],
  ]);
}

/**
 * @param {readonly string[][]} rows
 * @returns {string}
 */
function table([heading = [], ...rows]) {
  const widths = heading.map((_, column) =>
    Math.max(...[heading, ...rows].map((row) => (row[column] ?? "").length)),
  );
  /** @param {string[]} row */
  const line = (row) => `│ ${widths.map((width, column) => (row[column] ?? "").padEnd(width)).join(" │ ")} │`;
  /** @type {(left: string, between: string, right: string) => string} */
  const rule = (left, between, right) =>
    left + widths.map((width) => "─".repeat(width + 2)).join(between) + right;
  return [
    rule("┌", "┬", "┐"),
    line(heading),
    rule("├", "┼", "┤"),
    ...rows.map(line),
    rule("└", "┴", "┘"),
  ].join("\n");
}
