import type { Page } from "@playwright/test";
import { addApplication } from "@sallyport/contract/applications/applications";
import { previewBulkAction } from "@sallyport/contract/bulk-actions";
import { type Group, listGroups } from "@sallyport/contract/groups";
import { portalPages } from "@sallyport/contract/pages";
import { listUsers, type User } from "@sallyport/contract/users";

/** The page of a user shows different buttons in different states. */
const statesToSee: Readonly<Record<string, (user: User) => boolean>> = {
  "locked by the deadline": ({ locks }) => locks.some(({ reason }) => reason === "enrolment-deadline"),
  "locked by wrong codes": ({ locks }) => locks.some(({ reason }) => reason === "wrong-codes"),
  "set up": ({ mfa, state, locks }) => mfa.isEnrolled && state === "active" && locks.length === 0,
  "with days left": ({ mfa, locks }) => mfa.enrolBy !== null && !mfa.isEnrolled && locks.length === 0,
  "without MFA": ({ mfa, state }) => !mfa.isRequired && state === "active",
  invited: ({ state, mailUndeliveredSince }) => state === "staged" && mailUndeliveredSince === null,
  "with undelivered mail": ({ mailUndeliveredSince }) => mailUndeliveredSince !== null,
  suspended: ({ state }) => state === "suspended",
};

interface Screen {
  name: string;
  path: string;
  /**
   * The pages of users in different states look alike. All but the first are opened only to check their
   * pop-ups.
   */
  isOnlyForPopUps: boolean;
}

/** All pages of the console for a logged-in administrator. */
export async function consoleScreens(page: Page): Promise<Screen[]> {
  const { users } = listUsers.reply.parse(await ask(page, "GET", `${listUsers.path}?limit=100`));
  const { groups } = listGroups.reply.parse(await ask(page, "GET", listGroups.path));
  const ids = users.slice(0, 3).map(({ id }) => id);
  const action = { name: "suspend" };
  const preview = await ask(page, "POST", previewBulkAction.path, {
    action,
    users: { by: "selection", ids },
  });
  const { job } = previewBulkAction.reply.parse(preview);
  const added = await ask(page, "POST", addApplication.path, {
    which: "grafana",
    address: "https://grafana.example.com",
  });
  const { application } = addApplication.reply.parse(added);
  const parts: Record<string, Map<string, string>> = {
    "/admin/users/:id": usersToSee(users),
    "/admin/groups/:id": new Map([["with the most members", largestOf(groups)]]),
    "/admin/applications/:id": new Map([["of a template", application.id]]),
    "/admin/jobs/:id": new Map([["a draft", job.id]]),
  };
  const screens: Screen[] = [];
  for (const path of portalPages.filter((each) => /^\/admin(\/|$)/.test(each))) {
    if (isElsewhere(path)) continue;
    if (!path.includes(":")) screens.push({ name: path, path, isOnlyForPopUps: false });
    else if (!parts[path]) throw new Error(`The walk knows no id for ${path}.`);
    for (const [n, [what, id]] of [...(parts[path] ?? [])].entries()) {
      const to = path.replace(":id", id);
      screens.push({ name: `${path} (${what})`, path: to, isOnlyForPopUps: n > 0 });
      if (n > 0 || path !== "/admin/users/:id") continue;
      for (const tab of ["security", "activity"])
        screens.push({ name: `${path} (${what}), ${tab}`, path: `${to}?tab=${tab}`, isOnlyForPopUps: false });
    }
  }
  return screens;
}

function largestOf(groups: readonly Group[]): string {
  const [group] = groups.toSorted((one, other) => other.members - one.members);
  if (!group) throw new Error("The demo has no group.");
  return group.id;
}

function isElsewhere(path: string): boolean {
  return path === "/admin/forgot-password" || path === "/admin/set-up" || path.includes("/try");
}

function usersToSee(users: readonly User[]): Map<string, string> {
  return new Map(
    Object.entries(statesToSee).map(([state, isSo]) => {
      const user = users.find(isSo);
      if (!user) throw new Error(`The demo has no user who is ${state}.`);
      return [state, user.id];
    }),
  );
}

function ask(page: Page, method: string, path: string, body?: unknown): Promise<unknown> {
  return page.evaluate(
    async ({ verb, to, text }) => {
      const headers: HeadersInit = text === undefined ? {} : { "content-type": "application/json" };
      const response = await fetch(to, {
        method: verb,
        headers,
        ...(text === undefined ? {} : { body: text }),
      });
      if (!response.ok) throw new Error(`${verb} ${to}: ${response.status} ${await response.text()}`);
      return response.json() as Promise<unknown>;
    },
    { verb: method, to: path, text: body === undefined ? undefined : JSON.stringify(body) },
  );
}
