import { always, idle, lacking, removed, value } from "../switch-off.mjs";

/** @type {readonly import("../defences.mjs").Defence[]} */
export const applicationsDefences = [
  {
    attacks: ["AT-100"],
    defence: "addresses in answers come from the setting",
    off: { "AT-100": removed },
  },
  { attacks: ["AT-101"], defence: "a request line names a path alone", off: { "AT-101": removed } },
  {
    attacks: ["AT-102"],
    defence: "an authorization is of the browser that began it",
    off: { "AT-102": removed },
  },
  {
    attacks: ["AT-103"],
    defence: "the level of a session is told as it is",
    off: { "AT-103 acr": value('"mfa"') },
  },
  {
    attacks: ["AT-103"],
    defence: "a page lets no session pass below the needed level",
    off: { "AT-103 level": removed },
  },
  {
    attacks: ["AT-103"],
    defence: "a request without a page learns that the level is missing",
    off: { "AT-103 check": removed },
  },
  {
    attacks: ["AT-104"],
    defence: "only users of the application's groups get a code",
    off: { "AT-104": removed },
  },
  {
    attacks: ["AT-104"],
    defence: "a token ends with the access to its application",
    off: { "AT-104 token": value("account") },
  },
  { attacks: ["AT-105"], defence: "a fresh proof is newer than the request", off: { "AT-105": removed } },
  {
    attacks: ["AT-106"],
    defence: "the statement that uses up a code checks that it wasn't used",
    off: { "AT-106": removed },
  },
  {
    attacks: ["AT-107"],
    defence: "a suspension or lock ends tokens in the database itself",
    off: { "AT-107": idle },
  },
  {
    attacks: ["AT-108"],
    defence: "an expired session of the portal is none",
    off: { "AT-108": removed },
  },
  {
    attacks: ["AT-109"],
    defence: "the database has the hash of a token",
    off: { "AT-109 hashed": value("value") },
  },
  {
    attacks: ["AT-110"],
    defence: "an application asks about its own tokens alone",
    off: { "AT-110": value("Promise.resolve(true)") },
  },
  { attacks: ["AT-111"], defence: "an expired secret works no more", off: { "AT-111": removed } },
  {
    attacks: ["AT-112"],
    defence: "the form of form_post goes to the application alone",
    off: { "AT-112": removed },
  },
  { attacks: ["AT-113"], defence: "only registered origins read tokens", off: { "AT-113": always } },
  {
    attacks: ["AT-114"],
    defence: "public applications need a verifier",
    off: { "AT-114 verifier": value("{ required: () => false }") },
  },
  {
    attacks: ["AT-133"],
    defence: "no tokens in addresses",
    off: { "AT-133": value('["code", "id_token", "code id_token"]') },
  },
  {
    attacks: ["AT-115"],
    defence: "a log-out takes no forged token",
    off: { "AT-115 signed": removed },
  },
  {
    attacks: ["AT-115"],
    defence: "a log-out leads to a registered address alone",
    off: { "AT-115 address": removed },
  },
  {
    attacks: ["AT-115"],
    defence: "only the ID token of this login logs out without asking",
    off: { "AT-115 login": always },
  },
  {
    attacks: ["AT-116"],
    defence: "an address is verified only if a mailed link proved it",
    off: { "AT-116": always },
  },
  {
    attacks: ["AT-117"],
    defence: "a key is published before it signs",
    off: { "AT-117 published": value("keys.at(-1)") },
  },
  { attacks: ["AT-118"], defence: "the server's clock counts for tokens", off: { "AT-118": removed } },
  {
    attacks: ["AT-119"],
    defence: "a log-out notice goes to the application's own origin alone",
    off: { "AT-119": removed },
  },
  {
    attacks: ["AT-150"],
    defence: "a network that begins too many logins must wait",
    off: { "AT-150 source": removed },
  },
  {
    attacks: ["AT-150"],
    defence: "a full table loses the requests of the network that has the most",
    off: { "AT-150 crowd": value("counted") },
  },
  {
    attacks: ["AT-150"],
    defence: "long parameters are refused",
    off: { "AT-150 length": removed },
  },
  {
    attacks: ["AT-151"],
    defence: "an application that fails must wait",
    off: { "AT-151": value("0") },
  },
  {
    attacks: ["AT-152"],
    defence: "adding a user to a group that opens applications takes a second factor",
    off: { "AT-152 member": removed },
  },
  {
    attacks: ["AT-152"],
    defence: "adding a new user to such a group takes it too",
    off: { "AT-152 new": lacking(1) },
  },
  {
    attacks: ["AT-160"],
    defence: "only the administrator's session that began a trial gets its result",
    off: { "AT-160 session": removed },
  },
  {
    attacks: ["AT-160"],
    defence: "a trial keeps its code and tokens in memory",
    off: { "AT-160 kept": value("() => stored") },
  },
  {
    attacks: ["AT-160"],
    defence: "the browser can't resume a trial on the way of an ordinary login",
    off: { "AT-160 code": value("!found") },
  },
  {
    attacks: ["AT-161"],
    defence: "a first factor takes the set-up link without a requirement, too",
    off: { "AT-161": value("account.isMfaRequired && !account.isEnrolled && !session.hasSetUpLink") },
  },
];
