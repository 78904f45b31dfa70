import { call } from "@sallyport/contract/call";
import { addUser, proposeUsername } from "@sallyport/contract/users";
import { z } from "@sallyport/contract/zod";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { useKeptState } from "../../form/use-kept.ts";
import { useNewUsers } from "../groups/groups-query.ts";
import { useDefaultDays } from "../settings/settings-query.ts";

const NewUser = z.object({
  name: z.string(),
  email: z.string(),
  username: z.nullable(z.string()),
  /**
   * Until the administrator chooses, `isMfaRequired` and `days` are missing. The default requirement for new
   * users then applies.
   */
  isMfaRequired: z.exactOptional(z.boolean()),
  days: z.exactOptional(z.nullable(z.number())),
  groups: z.exactOptional(z.array(z.object({ value: z.string(), label: z.string() }))),
});
type NewUser = z.infer<typeof NewUser>;

const empty: NewUser = { name: "", email: "", username: null };

const pauseMs = 250;

export function useNewUser() {
  const [typed, setTyped] = useKeptState("add-user", NewUser, empty);
  const proposed = useProposedUsername(typed);
  const username = typed.username ?? proposed;
  const usualDays = useDefaultDays();
  const policy = useNewUsers().data?.days ?? null;
  const isMfaRequired = typed.isMfaRequired ?? policy !== null;
  const days = typed.days === undefined ? (policy ?? usualDays) : typed.days;
  const groups = typed.groups ?? [];
  const isChosen = typed.isMfaRequired !== undefined || typed.days !== undefined;
  const mfa = isMfaRequired ? { isRequired: true, days } : { isRequired: false };
  return {
    typed: { ...typed, username, isMfaRequired, days, groups },
    isProposed: typed.username === null && proposed !== "",
    change: (part: Partial<NewUser>) => setTyped((before) => ({ ...before, ...part })),
    schema: {
      safeParse: () =>
        addUser.body.safeParse({
          name: typed.name,
          email: typed.email,
          username,
          ...(isChosen ? { mfa } : {}),
          groups: groups.map(({ value }) => value),
        }),
    },
  };
}

function useProposedUsername({ name, email, username }: NewUser): string {
  const [paused, setPaused] = useState({ name, email });
  useEffect(() => {
    const timer = setTimeout(() => setPaused({ name, email }), pauseMs);
    return () => clearTimeout(timer);
  }, [name, email]);
  const query = { name: paused.name.slice(0, 120), email: paused.email.slice(0, 254) };
  const { data } = useQuery({
    queryKey: ["username-proposal", query],
    queryFn: ({ signal }) => call(proposeUsername, { query }, signal),
    placeholderData: keepPreviousData,
    enabled: username === null && (query.name !== "" || query.email !== ""),
    gcTime: 0,
  });
  return data?.username ?? "";
}
