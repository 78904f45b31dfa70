import { createContext } from "react";

/** Has the person confirm that it is they; false when they would not. */
export const ProofContext = createContext<(() => Promise<boolean>) | undefined>(undefined);
