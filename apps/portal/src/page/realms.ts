import type { Realm } from "@sallyport/contract/text";

interface RealmWords {
  root: "/" | "/admin";
  forgotPassword: "/forgot-password" | "/admin/forgot-password";
  loginTitle: string;
  loginField: string;
}

/** In what the two ways in differ; the journey is the same. */
export const realms: Readonly<Record<Realm, RealmWords>> = {
  user: {
    root: "/",
    forgotPassword: "/forgot-password",
    loginTitle: "User Login",
    loginField: "E-mail or username",
  },
  administrator: {
    root: "/admin",
    forgotPassword: "/admin/forgot-password",
    loginTitle: "Administrator Login",
    loginField: "E-mail",
  },
};

export function otherRealm(realm: Realm): Realm {
  return realm === "user" ? "administrator" : "user";
}

/** Whose part of the portal an address lies in, be there a page or not. */
export function realmAt(pathname: string): Realm {
  return /^\/admin(\/|$)/.test(pathname) ? "administrator" : "user";
}
