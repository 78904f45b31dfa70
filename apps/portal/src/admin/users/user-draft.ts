import type { User } from "@sallyport/contract/users";
import { z } from "@sallyport/contract/zod";
import { useRef } from "react";
import { useKeptState } from "../../form/use-kept.ts";

const RequirementChoice = z.object({ isRequired: z.boolean(), days: z.nullable(z.number()) });
export type RequirementChoice = z.infer<typeof RequirementChoice>;

const UserDraft = z.object({
  version: z.exactOptional(z.string()),
  name: z.exactOptional(z.string()),
  email: z.exactOptional(z.string()),
  mfa: z.exactOptional(RequirementChoice),
});
export type UserDraft = z.infer<typeof UserDraft>;

export function useUserDraft({ version }: Pick<User, "version">) {
  const [draft, setDraft] = useKeptState<UserDraft>("user-details", UserDraft, {});
  const sent = useRef<UserDraft>({});
  return {
    draft,
    touch: (part: Omit<UserDraft, "version">) => setDraft((before) => ({ version, ...before, ...part })),
    send: () => {
      sent.current = draft;
    },
    /** Removes the saved values from the draft. Values that the user changed during the save stay. */
    saved: (user: Pick<User, "version">) => setDraft((now) => unsentOf(now, sent.current, user.version)),
    /**
     * Keeps the draft after another administrator has saved. The next save can overwrite that administrator's
     * change.
     */
    keepOver: (user: Pick<User, "version">) => setDraft((now) => ({ ...now, version: user.version })),
    discard: () => setDraft({}),
  };
}

export function unsentOf(draft: UserDraft, sent: UserDraft, version: string): UserDraft {
  const { name, email, mfa } = draft;
  const unsent = {
    ...(name !== undefined && name !== sent.name && { name }),
    ...(email !== undefined && email !== sent.email && { email }),
    ...(mfa !== undefined && mfa !== sent.mfa && { mfa }),
  };
  return Object.keys(unsent).length === 0 ? {} : { version, ...unsent };
}

export function unsavedFields(
  { name, email, mfa }: UserDraft,
  user: Pick<User, "name" | "email" | "mfa">,
): string[] {
  return [
    ...(name !== undefined && name !== user.name ? ["Name"] : []),
    ...(email !== undefined && email !== user.email ? ["E-mail"] : []),
    ...(mfa !== undefined && mfa.isRequired !== user.mfa.isRequiredForUser ? ["MFA requirement"] : []),
  ];
}
