import { createContext } from "react";

/** Asks the user to reauthenticate; false if the user cancels. */
export const ProofContext = createContext<(() => Promise<boolean>) | undefined>(undefined);
