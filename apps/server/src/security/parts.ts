import type { SignInParts } from "../sign-in/step.ts";

export type SecurityParts = SignInParts & { portalOrigin: string };
