import { createContext } from "react";

interface Purpose {
  application: string;
  loginHint: string | null;
  /** True if an administrator tries the login in this browser. */
  isTrial: boolean;
}

/** The application that the user logs in to. Null if the user logs in to the portal. */
export const PurposeContext = createContext<Purpose | null>(null);

/** With this parameter, the page of the authorization asks for a new password. So a popup keeps its application. */
export const forgotPasswordHere = "forgot-password";
