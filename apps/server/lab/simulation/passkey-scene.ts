import { listActivity } from "@sallyport/contract/activity";
import type { PasskeyRow } from "../../src/database/schema.ts";
import type { Browser } from "./browser.ts";
import { enrolPasskey } from "./passkey-ceremonies.ts";
import { loggedIn, logIn, requireMfa, ursula } from "./people.ts";
import { type Scene, scene } from "./scene.ts";
import type { Person } from "./simulated-app.ts";
import { type Deviation, SoftPasskey } from "./soft-passkey.ts";

export const vera: Person = { realm: "user", login: "vera", password: "vera's own long phrase" };

export interface PasskeyScene extends Scene {
  passkeys: () => Promise<PasskeyRow[]>;
  lastDetail: () => Promise<string>;
  recorded: () => Promise<number>;
  enrolled: (owner?: Person, habits?: Deviation) => Promise<SoftPasskey>;
}

export async function passkeyScene(): Promise<PasskeyScene> {
  const here = await scene();
  const { world, admin } = here;
  const { database } = world.parts;
  await requireMfa(admin, here.userId);
  await world.addAccount(vera);
  const required = { mfa_required: 1, mfa_required_at: world.clock.now() } as const;
  await database.updateTable("accounts").set(required).where("username", "=", vera.login).execute();
  return {
    ...here,
    passkeys: () => database.selectFrom("passkeys").selectAll().execute(),
    lastDetail: async () => {
      const { events } = await admin.get(listActivity, { query: { limit: "1" } });
      return events[0]?.detail ?? "";
    },
    recorded: async () => (await database.selectFrom("audit_events").select("id").execute()).length,
    enrolled: async (owner = ursula, habits = {}) => {
      const passkey = new SoftPasskey(habits);
      await enrolPasskey(await loggedIn(world, owner), passkey);
      return passkey;
    },
  };
}

/** Returns another browser session of the same person. The copy keeps the browser cookie. */
export async function alsoAt(browser: Browser, who: Person): Promise<Browser> {
  const same = browser.copy();
  same.cookies.delete("__Host-sallyport-user");
  await logIn(same, who);
  return same;
}
