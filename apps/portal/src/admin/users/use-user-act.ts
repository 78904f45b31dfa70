import type { ProblemCode } from "@sallyport/contract/problem";
import type { User } from "@sallyport/contract/users";
import { useQueryClient } from "@tanstack/react-query";
import { problemOf } from "../../api/problem-of.ts";
import { useProven } from "../../proof/use-proven.ts";
import { userGroupsKey } from "../groups/groups-query.ts";
import { userKey, userSecurityKey } from "./user-query.ts";
import { usersKey } from "./users-query.ts";

const staleCodes: readonly ProblemCode[] = [
  "already-done",
  "changed-meanwhile",
  "not-deletable-yet",
  "not-earlier",
  "not-found",
  "not-later",
  "not-now",
  "user-deleted",
];

export function useReloadUser(id: string) {
  const client = useQueryClient();
  return () => {
    void client.invalidateQueries({ queryKey: userKey(id) });
    void client.invalidateQueries({ queryKey: userSecurityKey(id) });
  };
}

export function useUserAct<Given = void>(
  id: string,
  ask: (given: Given) => Promise<User>,
  onDone: (user: User) => void,
) {
  const client = useQueryClient();
  return useActAbout(id, ask, async (user) => {
    // A running query is cancelled, because its older response could overwrite this user.
    await client.cancelQueries({ queryKey: userKey(id) });
    client.setQueryData(userKey(id), user);
    void client.invalidateQueries({ queryKey: usersKey });
    void client.invalidateQueries({ queryKey: userGroupsKey(id) });
    // Waits until the button has disappeared. Otherwise the closing dialog would return the focus to the
    // button, and the focus would be lost.
    await client.invalidateQueries({ queryKey: userSecurityKey(id) });
    onDone(user);
  });
}

/** After a refusal, reads the user again, because the page might be out of date. */
export function useActAbout<Answer, Given = void>(
  id: string,
  ask: (given: Given) => Promise<Answer>,
  onSuccess: (answer: Answer) => void | Promise<void>,
) {
  const reload = useReloadUser(id);
  return useProven(async (given: Given) => {
    try {
      return await ask(given);
    } catch (error) {
      if (staleCodes.includes(problemOf(error).code)) reload();
      throw error;
    }
  }, onSuccess);
}
