import { createContext } from "react";

/** The application that the user logs in to. Null if the user logs in to the portal. */
export const PurposeContext = createContext<{ application: string; loginHint: string | null } | null>(null);
