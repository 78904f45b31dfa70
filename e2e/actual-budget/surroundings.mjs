// Node loads this file before Actual Budget. It turns the clock of the logins, and finds `*.localhost`, which only
// browsers can resolve on some systems.
import dns from "node:dns";
import { env } from "node:process";

const { now } = Date;
const ahead = Number(env["STORY_NOW"]) - now();
Date.now = () => now() + ahead;

const { lookup } = dns;
// @ts-expect-error: each of the overloads of `lookup` has the name first.
dns.lookup = (name, ...rest) => lookup(name.endsWith(".localhost") ? "127.0.0.1" : name, ...rest);
