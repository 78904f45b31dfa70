import { listActivity } from "@sallyport/contract/activity";
import { showSecurity } from "@sallyport/contract/security";
import { leave, whereAmI } from "@sallyport/contract/sign-in";
import type { Realm } from "@sallyport/contract/text";
import { listUsers } from "@sallyport/contract/users";
import type { Browser } from "../../simulation/browser.ts";
import { type Errand, replyTo, type Surroundings } from "./errand.ts";
import { logInAs } from "./users.ts";

export const visit: Errand = (surroundings) =>
  whileLoggedIn(surroundings, "user", async (page) => {
    const params = { realm: "user" } as const;
    await replyTo(page, whereAmI, { params });
    await replyTo(page, showSecurity, { params });
  });

export const readConsole: Errand = (surroundings) =>
  whileLoggedIn(surroundings, "administrator", async (page) => {
    const { next } = await replyTo(page, listUsers, { query: {} });
    if (next !== null) await replyTo(page, listUsers, { query: { after: next } });
    await replyTo(page, listUsers, { query: { search: "person 12" } });
    await replyTo(page, listActivity, { query: {} });
  });

async function whileLoggedIn(
  surroundings: Surroundings,
  realm: Realm,
  look: (page: Browser) => Promise<void>,
): Promise<boolean> {
  const pool = realm === "user" ? surroundings.people : surroundings.administrators;
  const person = pool.take();
  if (!person) return false;
  try {
    const page = await logInAs(surroundings, person, realm);
    await look(page);
    await replyTo(page, leave, { params: { realm } });
  } finally {
    pool.give(person);
  }
  return true;
}
