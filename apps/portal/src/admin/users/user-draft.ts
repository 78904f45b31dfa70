import type { User } from "@sallyport/contract/users";
import { useState } from "react";

export interface RequirementChoice {
  isRequired: boolean;
  daysToSetUp: number | null;
}

/** What somebody has touched, and nothing else; and what they saw when they began. */
export interface UserDraft {
  version?: string;
  name?: string;
  email?: string;
  mfa?: RequirementChoice;
}

/**
 * The changes to a user before they are saved. What was not touched goes on showing what is so on the server, and is not
 * sent: an old page must not put anything back.
 */
export function useUserDraft({ version }: Pick<User, "version">) {
  const [draft, setDraft] = useState<UserDraft>({});
  return {
    draft,
    /** The version stays that of the first touch, so that the server tells when somebody else was quicker. */
    touch: (part: Omit<UserDraft, "version">) => setDraft((before) => ({ version, ...before, ...part })),
    discard: () => setDraft({}),
  };
}
