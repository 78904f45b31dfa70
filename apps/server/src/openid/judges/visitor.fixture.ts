import {
  type Authorization,
  confirmLogOut,
  finishAuthorization,
  showAuthorization,
} from "@sallyport/contract/authorization";
import { submitPasscode, submitPassword, type Whereabouts } from "@sallyport/contract/sign-in";
import type { Realm } from "@sallyport/contract/text";
import { codeAt } from "@sallyport/totp/totp";
import { Browser } from "../../../lab/simulation/browser.ts";
import type { Person } from "../../../lab/town.ts";
import { type Answer, send } from "./loopback.fixture.ts";

const mostRedirects = 20;

interface Journey {
  until?: string;
  form?: string;
  /** Runs if the page asks the user for something. Must do what the page asks for. */
  meanwhile?: (shown: Authorization) => Promise<unknown>;
}

/** The browser of one person. It stores cookies, follows redirects, and sends the requests of the portal's pages. */
export class Visitor {
  readonly portal: Browser;
  readonly #origin: string;
  readonly #strict = new Set<string>();
  readonly #elsewhere = new Map<string, Map<string, string>>();

  constructor(origin: string) {
    this.#origin = origin;
    this.portal = new Browser({ inject: (sent) => this.#inject(sent) }, { origin });
  }

  async logIn(
    { login, password, secret }: Person,
    realm: Realm = "user",
    at = Date.now(),
  ): Promise<Whereabouts> {
    const params = { realm };
    const next = await this.portal.get(submitPassword, { params, body: { login, password } });
    if (next.at !== "second-factor") return next;
    const code = codeAt(Buffer.from(secret, "base64"), at);
    return this.portal.get(submitPasscode, { params, body: { code } });
  }

  /** Follows a link, and stops before the first address that begins with `until`. */
  async open(address: string, { until, form, meanwhile }: Journey = {}): Promise<Answer> {
    let url = new URL(address);
    let answer = await this.#navigate(url, form);
    for (let count = 0; count < mostRedirects; count += 1) {
      const { location } = answer.headers;
      if (location === undefined) return answer;
      url = new URL(location, url);
      if (until !== undefined && url.href.startsWith(until)) return { ...answer, url };
      const id = this.#authorizationIn(url);
      if (id !== undefined) url = new URL(await this.#pass(id, meanwhile), url);
      if (until !== undefined && url.href.startsWith(until)) return { ...answer, url };
      answer = await this.#navigate(url);
    }
    throw new Error(`Too many redirects, the last one to ${url.href}.`);
  }

  cookiesAt(address: string): string {
    return headerOf(this.#elsewhere.get(new URL(address).origin) ?? new Map());
  }

  #authorizationIn(url: URL): string | undefined {
    return url.origin === this.#origin ? /^\/authorize\/([\w-]+)$/.exec(url.pathname)?.[1] : undefined;
  }

  async #pass(id: string, meanwhile?: Journey["meanwhile"]): Promise<string> {
    const params = { id };
    const shown = await this.portal.get(showAuthorization, { params });
    if (shown.at === "log-out") return (await this.portal.get(confirmLogOut, { params })).address;
    if (shown.at !== "ready" && shown.at !== "confirmation") {
      if (!meanwhile || shown.at === "refused") throw new Error(`The page shows ${JSON.stringify(shown)}.`);
      await meanwhile(shown);
      return this.#pass(id, meanwhile);
    }
    return (await this.portal.get(finishAuthorization, { params, body: { isConfirmed: true } })).address;
  }

  /** The redirects come from another site, so a browser doesn't send the portal's `SameSite=Strict` cookies. */
  async #navigate(url: URL, form?: string): Promise<Answer> {
    const isPortal = url.origin === this.#origin;
    const cookies = isPortal
      ? this.portal.cookies
      : (this.#elsewhere.get(url.origin) ?? new Map<string, string>());
    const sent = [...cookies].filter(([name]) => !isPortal || !this.#strict.has(name));
    const answer = await send(url, {
      headers: {
        accept: "text/html",
        cookie: headerOf(sent),
        ...(form === undefined ? {} : { "content-type": "application/x-www-form-urlencoded" }),
      },
      ...(form === undefined ? {} : { method: "POST", body: form }),
    });
    for (const { name, value, isDropped, isStrict } of cookiesIn(answer)) {
      if (isDropped) cookies.delete(name);
      else cookies.set(name, value);
      if (isPortal && isStrict) this.#strict.add(name);
    }
    if (!isPortal) this.#elsewhere.set(url.origin, cookies);
    return answer;
  }

  async #inject({ method, url, headers, cookies, payload }: Injected) {
    const answer = await send(new URL(url, this.#origin), {
      method,
      headers: {
        ...headers,
        cookie: Object.entries(cookies)
          .map((pair) => pair.join("="))
          .join("; "),
        ...(payload === undefined ? {} : { "content-type": "application/json" }),
      },
      ...(payload === undefined ? {} : { body: JSON.stringify(payload) }),
    });
    const received = cookiesIn(answer);
    for (const { name, isStrict } of received) if (isStrict) this.#strict.add(name);
    return {
      statusCode: answer.status,
      cookies: received.map(({ name, value, isDropped }) => ({
        name,
        value,
        ...(isDropped ? { maxAge: 0 } : {}),
      })),
      json: () => JSON.parse(answer.body) as unknown,
      payload: answer.body,
    };
  }
}

interface Injected {
  method: string;
  url: string;
  headers: Record<string, string>;
  cookies: Record<string, string>;
  payload?: object;
}

function headerOf(cookies: Iterable<[name: string, value: string]>): string {
  return [...cookies].map((pair) => pair.join("=")).join("; ");
}

function cookiesIn({ headers }: Answer) {
  return (headers["set-cookie"] ?? []).map((line) => {
    const [, name = "", value = ""] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
    const isDropped = value === "" || /; (?:Max-Age=0|Expires=Thu, 01 Jan 1970)/i.test(line);
    return { name, value, isDropped, isStrict: /; SameSite=Strict/i.test(line) };
  });
}
