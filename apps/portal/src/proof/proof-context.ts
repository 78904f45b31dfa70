import { createContext } from "react";

/** Resolves to false if the user cancels. */
export const ProofContext = createContext<(() => Promise<boolean>) | undefined>(undefined);
