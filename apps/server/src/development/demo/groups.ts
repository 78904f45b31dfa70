import { addGroup, addMember, setGroupRequirement } from "@sallyport/contract/groups";
import { listUsers } from "@sallyport/contract/users";
import { day } from "../../core/clock.ts";
import type { Demo } from "./lives.ts";
import type { DemoPerson, State } from "./people.ts";
import type { Life } from "./timeline.ts";

interface DemoGroup {
  name: string;
  /** Null if the group doesn't require MFA. */
  days: number | null;
  of: readonly State[];
}

/** Finance contains only users who have set up MFA, so its requirement changes no user's state. */
const groups: readonly DemoGroup[] = [
  { name: "Engineering", days: null, of: ["active", "days-left", "due-this-week", "locked-by-codes"] },
  { name: "Finance", days: 14, of: ["enrolled", "passkey"] },
  { name: "Support", days: null, of: ["never-logged-in", "suspended", "locked-by-deadline"] },
];

/** The age of the groups. All MFA set-ups in the demo are older. */
const createdBefore = 8 * day;

export async function* groupsLife(people: readonly DemoPerson[], { console, now }: Demo): Life {
  yield now - createdBefore;
  const desk = await console();
  const { users } = await desk.get(listUsers, { query: { limit: "100" } });
  for (const { name, days, of } of groups) {
    const { id } = await desk.get(addGroup, { body: { name } });
    const mfa = days === null ? null : ({ isRequired: true, days } as const);
    if (mfa) await desk.get(setGroupRequirement, { params: { id }, body: { mfa } });
    const usernames = people.filter(({ state }) => of.includes(state)).map(({ username }) => username);
    for (const user of users.filter(({ username }) => usernames.includes(username)))
      await desk.get(addMember, { params: { id }, body: { user: user.id } });
  }
}
