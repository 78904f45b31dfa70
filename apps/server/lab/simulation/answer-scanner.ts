import { beginApp, confirmApp, makeRecoveryCodes } from "@sallyport/contract/security";
import {
  beginSetUp,
  confirmSetUp,
  makeFirstRecoveryCodes,
  replaceFirstRecoveryCodes,
} from "@sallyport/contract/sign-in";
import { hashOf } from "../../src/core/tokens.ts";
import { type Exchange, isOf, isToken, record } from "./exchange.ts";
import { SecretIndex } from "./secret-index.ts";
import { ShownApps } from "./shown-apps.ts";

const shapes = [
  { what: "a password hash", pattern: /\$argon2/ },
  { what: "a key URI", pattern: /otpauth:/i },
];
/** Shorter passwords are ignored, because an answer can contain them by chance. */
const shortestPassword = 12;

/** Learns secrets from requests, mails, and answers that are allowed to contain a secret. */
export class AnswerScanner {
  readonly #secrets = new SecretIndex();
  readonly #apps = new ShownApps();
  readonly #mailedCodes = new Set<string>();

  learnFromMail(text: string): void {
    for (const [, token = ""] of text.matchAll(/#([\w-]{43})/g))
      this.#learnToken("the token of a mailed link", token);
    for (const [code] of text.matchAll(/(?<=Code: )\d{6,}/g)) this.#mailedCodes.add(code);
  }

  scan(exchange: Exchange): string[] {
    const { method, path, status } = exchange;
    const found = [
      ...this.#scanRequest(exchange),
      ...this.#scanCookies(exchange),
      ...this.#scanBody(exchange),
    ];
    return found.map((what) => `${method} ${path} answered ${status} with ${what}`);
  }

  #scanRequest({ sent, status, body, headers, cookies }: Exchange): string[] {
    const answer = `${headers}\n${body}`;
    const { password, present, next, token, code } = record(sent);
    const found: string[] = [];
    for (const given of [password, present, next]) {
      if (typeof given !== "string" || given.length < shortestPassword) continue;
      const echo = new SecretIndex();
      echo.add("the password that was given", given, true);
      found.push(...echo.findIn(answer));
      if (status === 200) this.#secrets.add("a password", given, true);
    }
    if (isToken(token)) this.#learnToken("the token of a link", token);
    if (typeof code === "string" && numbersIn(answer).has(code.replaceAll(/\s/g, ""))) {
      found.push("the code that was given");
    }
    for (const cookie of Object.values(cookies))
      if (isToken(cookie)) this.#learnToken("a token of a cookie", cookie);
    return found;
  }

  #scanCookies({ cookiesSet, cookies }: Exchange): string[] {
    const found: string[] = [];
    for (const [name, value] of Object.entries(cookiesSet)) {
      if (!isToken(value)) continue;
      if (this.#secrets.has(value) && cookies[name] !== value)
        found.push("another session's token in a cookie");
    }
    return found;
  }

  #scanBody(exchange: Exchange): string[] {
    const { headers, body, now, cookiesSet } = exchange;
    const { rest, found, learn } = this.#takeCarried(exchange);
    const text = `${headers}\n${rest}`;
    found.push(...this.#secrets.findIn(text));
    for (const { what, pattern } of shapes) if (pattern.test(text)) found.push(what);
    const valid = this.#apps.validCodes(now);
    for (const number of numbersIn(text)) {
      if (valid.has(number)) found.push("a code that is valid now");
      if (this.#mailedCodes.has(number)) found.push("a code of a mail");
    }
    learn();
    for (const token of Object.values(cookiesSet)) {
      if (!isToken(token)) continue;
      if (`${headers}\n${body}`.includes(token)) found.push("the token of the cookie it sets");
      this.#learnToken("a token of a cookie", token);
    }
    return found;
  }

  /**
   * Removes a secret from an answer that must contain this secret. The scanner then reads the rest of the
   * answer.
   */
  #takeCarried(exchange: Exchange): { rest: string; found: string[]; learn: () => void } {
    const { status, body } = exchange;
    const nothing = { rest: body, found: [], learn: () => {} };
    if (status !== 200) return nothing;
    if (isOf(exchange, confirmSetUp, confirmApp)) this.#apps.confirm(exchange);
    if (isOf(exchange, beginSetUp, beginApp)) return this.#takeSecret(exchange);
    if (isOf(exchange, makeFirstRecoveryCodes, replaceFirstRecoveryCodes, makeRecoveryCodes))
      return this.#takeRecoveryCodes(body);
    return nothing;
  }

  #takeSecret(exchange: Exchange): { rest: string; found: string[]; learn: () => void } {
    const { secrets, ...taken } = this.#apps.take(exchange);
    const learn = () => {
      for (const secret of secrets) this.#secrets.add("the secret of an authenticator app", secret);
    };
    return { ...taken, learn };
  }

  #takeRecoveryCodes(body: string): { rest: string; found: string[]; learn: () => void } {
    const { codes, ...rest } = record(JSON.parse(body));
    const shown = Array.isArray(codes) ? codes.map(String) : [];
    const found = shown.some((code) => this.#secrets.has(code))
      ? ["recovery codes that were shown before"]
      : [];
    const learn = () => {
      for (const code of shown) {
        this.#secrets.add("a recovery code", code);
        this.#secrets.add("a recovery code", code.replaceAll("-", ""));
      }
    };
    return { rest: JSON.stringify(rest), found, learn };
  }

  #learnToken(what: string, token: string): void {
    if (this.#secrets.has(token)) return;
    this.#secrets.add(what, token);
    this.#secrets.add(`the hash of ${what}`, hashOf(token));
  }
}

function numbersIn(text: string): Set<string> {
  const alone = /(?<![\w.+-])(?:\d{3} \d{3}|\d{6,10})(?![\w+-])(?!\.\d)/g;
  return new Set([...text.matchAll(alone)].map(([number]) => number.replace(" ", "")));
}
