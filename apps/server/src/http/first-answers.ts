import { about } from "@sallyport/contract/about";
import { registration } from "@sallyport/contract/authenticator";
import { whereAmI } from "@sallyport/contract/sign-in";
import type { Realm } from "@sallyport/contract/text";
import { sessionCookie } from "./visit.ts";

export type Cookies = Readonly<Record<string, string | undefined>>;

/** Paths of the portal that show a step of the sign-in, and the realm of each. */
const signInPages: readonly (readonly [RegExp, Realm])[] = [
  [/^\/(?:security)?$/, "user"],
  [/^\/admin(?:\/(?!forgot-password$|set-up$).*)?$/, "administrator"],
];

/** The API paths that a page of the portal requests before it shows anything. */
export function firstAnswersOfPortal(path: string, cookies: Cookies): string[] {
  const realm = signInPages.find(([pages]) => pages.test(path))?.[1];
  if (!realm) return [];
  const signIn = whereAmI.path.replace(":realm", realm);
  // Without a session the page is the login page. It shows the organisation's name, which `about` returns.
  return cookies[sessionCookie(realm)] === undefined ? [signIn, about.path] : [signIn];
}

/**
 * The API paths that a page of the authenticator requests before it shows anything. A registered app shows its first
 * page without a request.
 */
export function firstAnswersOfAuthenticator(path: string, cookies: Cookies): string[] {
  const isNew = cookies["__Host-sallyport-app"] === undefined;
  return path === "/register" || (path === "/" && isNew) ? [registration.path] : [];
}
