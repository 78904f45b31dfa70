import type { Realm } from "@sallyport/contract/text";

interface RealmWords {
  root: "/" | "/admin";
  setUpLink: "/set-up" | "/admin/set-up";
  forgotPassword: "/forgot-password" | "/admin/forgot-password";
  loginTitle: string;
  loginField: string;
}

export const realms: Readonly<Record<Realm, RealmWords>> = {
  user: {
    root: "/",
    setUpLink: "/set-up",
    forgotPassword: "/forgot-password",
    loginTitle: "User Login",
    loginField: "E-mail or username",
  },
  administrator: {
    root: "/admin",
    setUpLink: "/admin/set-up",
    forgotPassword: "/admin/forgot-password",
    loginTitle: "Administrator Login",
    loginField: "E-mail",
  },
};

export function otherRealm(realm: Realm): Realm {
  return realm === "user" ? "administrator" : "user";
}

export function realmAt(pathname: string): Realm {
  return /^\/admin(\/|$)/.test(pathname) ? "administrator" : "user";
}
