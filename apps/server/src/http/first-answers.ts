import { about } from "@sallyport/contract/about";
import { registration } from "@sallyport/contract/authenticator";
import { whereAmI } from "@sallyport/contract/sign-in";
import type { Realm } from "@sallyport/contract/text";
import { sessionCookie } from "./visit.ts";

export type Cookies = Readonly<Record<string, string | undefined>>;

const signInPages: readonly (readonly [RegExp, Realm])[] = [
  [/^\/(?:security|authorize\/[^/]+)?$/, "user"],
  [/^\/admin(?:\/(?!forgot-password$|set-up$).*)?$/, "administrator"],
];

export function firstAnswersOfPortal(path: string, cookies: Cookies): string[] {
  const realm = signInPages.find(([pages]) => pages.test(path))?.[1];
  if (!realm) return [];
  const signIn = whereAmI.path.replace(":realm", realm);
  // The login page shows the organisation's name from `about`.
  return cookies[sessionCookie(realm)] === undefined ? [signIn, about.path] : [signIn];
}

export function firstAnswersOfAuthenticator(path: string, cookies: Cookies): string[] {
  const isNew = cookies["__Host-sallyport-app"] === undefined;
  return path === "/register" || (path === "/" && isNew) ? [registration.path] : [];
}
