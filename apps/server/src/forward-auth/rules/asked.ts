import { proxyPaths } from "../../applications/rules/addresses.ts";

/** What a proxy reports about a user's request. */
export interface Asked {
  /** True if the browser opens a page, so that a redirect to the login makes sense. */
  isNavigation: boolean;
  /** The path with its query. Null if the proxy didn't say it. */
  uri: string | null;
}

type Headers = Readonly<Record<string, string | string[] | undefined>>;

/** Only a GET request that accepts HTML is a navigation. Old browsers send no `sec-fetch-mode`. */
export function askedIn(headers: Headers): Asked {
  const uri = headers["x-forwarded-uri"];
  const mode = headers["sec-fetch-mode"];
  // defence: AT-125 method
  const isRead = headers["x-forwarded-method"] === "GET";
  const isForPerson = /\btext\/html\b/i.test(String(headers["accept"] ?? ""));
  return {
    isNavigation: isRead && isForPerson && (mode === undefined || mode === "navigate"),
    // defence: AT-125 address
    uri: typeof uri === "string" && uri.startsWith("/") ? uri : null,
  };
}

/** Returns the parameters of the callback, or null if the path isn't the callback's. */
export function callbackIn(uri: string | null): URLSearchParams | null {
  const [path, query = ""] = (uri ?? "").split(/\?(.*)/s);
  return proxyPaths.callbackPaths.some((callback) => callback === path) ? new URLSearchParams(query) : null;
}

const longestPath = 2000;

/** The user returns to this path after the login, so the state contains it. */
export function newState(random: string, uri: string): string {
  const path = uri.length > longestPath ? "/" : uri;
  return `${random}.${Buffer.from(path).toString("base64url")}`;
}

/** The address is always on the application's origin, even if the path is `//elsewhere`. */
export function returnAddress(origin: string, state: string): string {
  const path = Buffer.from(state.split(".")[1] ?? "", "base64url").toString();
  const address = URL.canParse(path, origin) ? new URL(path, origin) : null;
  return address?.origin === origin ? address.href : `${origin}/`;
}
