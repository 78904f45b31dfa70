import { createContext } from "react";

/** Provides a function that asks the user to reauthenticate. It resolves to false if the user cancels. */
export const ProofContext = createContext<(() => Promise<boolean>) | undefined>(undefined);
