import type { Visit } from "../http/visit.ts";
import type { SignInParts } from "../sign-in/step.ts";
import type { Visitor } from "../sign-in/visitor.ts";

export type SecurityParts = SignInParts & { portalOrigin: string };

/** Whose security it is, and from where they act: everybody acts on their own account only. */
export interface Act {
  asker: Visitor;
  visit: Visit;
}
