import { createContext } from "react";

export const ProofContext = createContext<(() => Promise<boolean>) | undefined>(undefined);
