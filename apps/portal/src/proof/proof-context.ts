import { createContext } from "react";

/** Asks the user to reauthenticate. Resolves to false if the user cancels. */
export const ProofContext = createContext<(() => Promise<boolean>) | undefined>(undefined);
