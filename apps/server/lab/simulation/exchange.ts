import type { Endpoint } from "@sallyport/contract/endpoint";

export interface Exchange {
  method: string;
  path: string;
  cookies: Readonly<Record<string, string | undefined>>;
  sent: unknown;
  status: number;
  /** The names and values of the cookies. An empty value deletes the cookie. */
  cookiesSet: Readonly<Record<string, string>>;
  headers: string;
  body: string;
  now: number;
}

export function isOf({ method, path }: Exchange, ...endpoints: readonly Endpoint[]): boolean {
  return endpoints.some(
    (endpoint) =>
      endpoint.method === method && new RegExp(`^${endpoint.path.replaceAll(/:\w+/g, "[^/]+")}$`).test(path),
  );
}

export function ownerOf({ path, cookies, cookiesSet }: Exchange): string {
  const [, , realm = ""] = path.split("/");
  const browser = "__Host-sallyport-browser";
  return `${realm} ${cookiesSet[browser] ?? cookies[browser] ?? ""}`;
}

export function isToken(value: unknown): value is string {
  return typeof value === "string" && /^[\w-]{43}$/.test(value);
}

export function record(value: unknown): Record<string, unknown> {
  return typeof value === "object" && value !== null ? (value as Record<string, unknown>) : {};
}
