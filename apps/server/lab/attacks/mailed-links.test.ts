import * as administrators from "@sallyport/contract/administrators";
import { acceptInvitation, openInvitation } from "@sallyport/contract/invitations";
import { askForPasswordReset, openPasswordReset } from "@sallyport/contract/password-reset";
import type { Realm } from "@sallyport/contract/text";
import * as users from "@sallyport/contract/users";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { day, hour, minute } from "../../src/core/clock.ts";
import { ursula } from "../simulation/people.ts";
import { newConsole, type Scene, scene } from "../simulation/scene.ts";

let here: Scene;
let seen = 0;
beforeEach(async () => {
  here = await scene();
  await newTokens();
});
afterEach(() => here[Symbol.asyncDispose]());

async function newTokens(): Promise<string[]> {
  const { parts, mails } = here.world;
  await parts.afterReply.settled();
  await parts.outbox.deliverDue();
  const tokens = mails
    .slice(seen)
    .flatMap(({ text }) => /\/(?:invitation|reset-password)#([\w-]{43})/.exec(text)?.[1] ?? []);
  seen = mails.length;
  return tokens;
}
beforeEach(() => {
  seen = 0;
});

async function strangerAsks(realm: Realm, login: string, address = "203.0.113.66"): Promise<string[]> {
  const browser = here.world.browser({ address });
  expect(await browser.ask(askForPasswordReset, { params: { realm }, body: { login } })).toMatchObject({
    ok: true,
    reply: {},
  });
  return newTokens();
}

const opensInvitation = async (token = "") =>
  (await here.world.browser().ask(openInvitation, { body: { token } })).ok;
const opensReset = async (token = "") =>
  (await here.world.browser().ask(openPasswordReset, { body: { token } })).ok;

const invited = {
  "a user": {
    realm: "user",
    invite: async () => {
      const body = { username: "uma", email: "uma@example.com", name: "Uma" };
      return (await here.admin.get(users.addUser, { body })).id;
    },
    again: (id: string) => here.admin.get(users.inviteAgain, { params: { id } }),
  },
  "an administrator": {
    realm: "administrator",
    invite: async () => {
      const body = { email: "uma@example.com", name: "Uma", role: "administrator" } as const;
      return (await here.admin.get(administrators.addAdministrator, { body })).id;
    },
    again: (id: string) => here.admin.get(administrators.inviteAdministratorAgain, { params: { id } }),
  },
  "an owner": {
    realm: "administrator",
    invite: async () => {
      const body = { email: "uma@example.com", name: "Uma", role: "owner" } as const;
      return (await here.admin.get(administrators.addAdministrator, { body })).id;
    },
    again: (id: string) => here.admin.get(administrators.inviteAdministratorAgain, { params: { id } }),
  },
} as const;
const kinds = Object.keys(invited) as (keyof typeof invited)[];

describe("a request for a new password by a stranger", () => {
  test.for(kinds)(
    "renews no expired invitation of %s; an administrator does",
    { tags: ["AT-80"] },
    async (kind) => {
      const { realm, invite, again } = invited[kind];
      const id = await invite();
      await newTokens();
      for (const wait of [72 * hour, 4 * day, 200 * day]) {
        await here.world.pass(wait);
        expect(await strangerAsks(realm, "uma@example.com")).toEqual([]);
      }
      here.admin = await newConsole(here.world);
      await newTokens();
      await again(id);
      const [token] = await newTokens();
      expect(await opensInvitation(token)).toBe(true);
    },
  );

  test.for(kinds)(
    "adds at most a second link for %s, with the same end, and ends none",
    { tags: ["AT-80"] },
    async (kind) => {
      const { realm, invite } = invited[kind];
      await invite();
      const [first] = await newTokens();
      const mailed: string[] = [];
      for (let asked = 0; asked < 24; asked++) {
        mailed.push(...(await strangerAsks(realm, "uma@example.com", `203.0.113.${asked}`)));
        await here.world.pass(hour);
      }
      expect(mailed).toHaveLength(1);
      for (const token of [first, ...mailed]) expect(await opensInvitation(token)).toBe(true);
      await here.world.pass(48 * hour);
      for (const token of [first, ...mailed]) expect(await opensInvitation(token)).toBe(false);
    },
  );

  test("leaves no second link open after the password is chosen", { tags: ["AT-80"] }, async () => {
    await invited["a user"].invite();
    const [first = ""] = await newTokens();
    const [second] = await strangerAsks("user", "uma");
    const body = { token: first, password: "a phrase of my own" };
    await here.world.browser().get(acceptInvitation, { body });
    expect(await opensInvitation(second)).toBe(false);
    const left = await here.world.parts.database.selectFrom("invitations").selectAll().execute();
    expect(left).toEqual([]);
  });
});

const save = (email: string) =>
  here.admin.get(users.saveUser, { params: { id: here.userId }, body: { email } });

test("mails for new passwords to one mailbox are counted together, and by network", {
  tags: ["AT-86"],
}, async () => {
  const { database } = here.world.parts;
  for (let count = 0; count < 12; count++) {
    const { id } = await here.world.addAccount({
      realm: "user",
      login: `ops${count}`,
      password: "x".repeat(20),
    });
    const email = `ops+${count}@example.com`;
    await database.updateTable("accounts").set({ email, email_key: email }).where("id", "=", id).execute();
  }
  const mailed = [];
  for (let count = 0; count < 12; count++)
    mailed.push(...(await strangerAsks("user", `ops${count}`, "203.0.113.66")));
  expect(mailed).toHaveLength(5);
  expect(await strangerAsks("user", "ops9", "192.0.2.9")).toHaveLength(1);
});

test("mails for new passwords to one mailbox are bounded, from one provider and from all", {
  tags: ["AT-86"],
}, async () => {
  const { database } = here.world.parts;
  for (let count = 0; count < 90; count++) {
    const { id } = await here.world.addAccount({ ...ursula, login: `ops${count}` });
    const email = `ops+${count}@example.com`;
    await database.updateTable("accounts").set({ email, email_key: email }).where("id", "=", id).execute();
  }
  const mailed = [];
  for (let count = 0; count < 20; count++)
    mailed.push(...(await strangerAsks("user", `ops${count}`, `2001:db8:1:${count.toString(16)}::1`)));
  expect(mailed).toHaveLength(10);
  for (let count = 20; count < 90; count++)
    mailed.push(...(await strangerAsks("user", `ops${count}`, `2001:db8:${count.toString(16)}::1`)));
  expect(mailed).toHaveLength(60);
});

describe("a link to a new password", () => {
  test("ends with the address it was mailed to, also if that is given back within the hour", {
    tags: ["AT-89"],
  }, async () => {
    const [token] = await strangerAsks("user", "ursula");
    expect(await opensReset(token)).toBe(true);
    await save("ursula@example.org");
    await here.world.pass(minute);
    await save("ursula@example.com");
    expect(await opensReset(token)).toBe(false);
    expect(await strangerAsks("user", "ursula")).toHaveLength(1);
  });

  test("ends with a suspension, also if that is taken back within the hour", {
    tags: ["AT-89"],
  }, async () => {
    const [token] = await strangerAsks("user", "ursula");
    for (const state of ["suspended", "active"] as const)
      await here.admin.get(users.setUserState, { params: { id: here.userId }, body: { state } });
    expect(await opensReset(token)).toBe(false);
  });

  test("of an administrator ends with a suspension too", { tags: ["AT-89"] }, async () => {
    const { id } = await here.world.addAccount({
      realm: "administrator",
      login: "alan",
      password: "x".repeat(20),
    });
    const [token] = await strangerAsks("administrator", "alan@example.com");
    expect(await opensReset(token)).toBe(true);
    for (const state of ["suspended", "active"] as const)
      await here.admin.get(administrators.setAdministratorState, { params: { id }, body: { state } });
    expect(await opensReset(token)).toBe(false);
  });
});
