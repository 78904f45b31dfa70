import { addAdministrator, setAdministratorState } from "@sallyport/contract/administrators";
import type { EventKind } from "@sallyport/contract/event-kinds";
import { askForPasswordReset } from "@sallyport/contract/password-reset";
import * as security from "@sallyport/contract/security";
import * as contract from "@sallyport/contract/sign-in";
import * as users from "@sallyport/contract/users";
import { addOwnPasskey } from "../simulation/passkey-ceremonies.ts";
import { ada, asUser, enrol, grace, loggedIn, proven, requireMfa, ursula } from "../simulation/people.ts";
import type { SimulatedApp } from "../simulation/simulated-app.ts";
import { SoftPasskey } from "../simulation/soft-passkey.ts";

export const me = "ada@example.com";
export const her = "ursula@example.com";
export const asAdministrator = { realm: "administrator" } as const;

export interface Act {
  act: (scene: Scene) => Promise<unknown>;
  leaves: string[];
  says: string;
}

export type Acts = Partial<Record<EventKind, Act>>;

export type Scene = Awaited<ReturnType<typeof sceneIn>>;

/** Ada has just used a second factor. Grace, an administrator, and Ursula, a user, have only a password. */
export async function sceneIn(world: SimulatedApp) {
  const params = { id: (await world.addAccount(ursula)).id };
  const graceId = (await world.addAccount(grace)).id;
  const adaId = (await world.addAccount(ada)).id;
  const admin = await proven(world, ada);

  async function mailedToken() {
    await world.parts.outbox.deliverDue();
    const texts = world.mails.map(({ text }) => text);
    return /#([\w-]{43})/.exec(texts.join())?.[1] ?? "";
  }

  async function withPasskey() {
    const browser = await loggedIn(world, ursula);
    const passkey = new SoftPasskey();
    const id = await addOwnPasskey(browser, passkey);
    // In a session that began with a password, a new passkey doesn't prove a second factor. The user therefore
    // logs in again with the passkey.
    const assertion = passkey.respond(await browser.get(contract.askForAnyPasskey, asUser));
    await browser.get(contract.signInWithPasskey, { ...asUser, body: { assertion } });
    return { browser, id };
  }

  async function ownApp() {
    const { authenticatorApps } = await admin.get(security.showSecurity, { params: asAdministrator });
    return authenticatorApps[0]?.id ?? "";
  }

  async function alterSecrets() {
    const { database } = world.parts;
    for (const { id, sealed_secret } of await database.selectFrom("totp_factors").selectAll().execute()) {
      const altered = sealed_secret.map((byte, n) => (n === sealed_secret.length - 1 ? byte ^ 1 : byte));
      await database
        .updateTable("totp_factors")
        .set({ sealed_secret: altered })
        .where("id", "=", id)
        .execute();
    }
  }

  async function alterPublicKeys() {
    await world.parts.database
      .updateTable("passkeys")
      .set({ sealed_public_key: Buffer.alloc(100) })
      .execute();
  }

  async function enrolUrsula() {
    await requireMfa(admin, params.id);
    return enrol(await loggedIn(world, ursula), world.clock);
  }

  async function askFor(realm: "user" | "administrator", login: string) {
    await world.browser().get(askForPasswordReset, { params: { realm }, body: { login } });
    await world.parts.afterReply.settled();
  }

  function setGraceState(state: "active" | "suspended") {
    return admin.get(setAdministratorState, { params: { id: graceId }, body: { state } });
  }

  async function ursulaWithoutSetUpLink() {
    world.parts.isSetUpLinkNeeded = true;
    await requireMfa(admin, params.id);
    return loggedIn(world, ursula);
  }

  function addUma() {
    return admin.get(users.addUser, { body: { username: "uma", email: "uma@example.com", name: "Uma" } });
  }

  function addAlan() {
    return admin.get(addAdministrator, { body: { email: "alan@example.com", name: "Alan" } });
  }

  return {
    world,
    admin,
    params,
    graceId,
    adaId,
    mailedToken,
    withPasskey,
    ownApp,
    alterSecrets,
    alterPublicKeys,
    enrolUrsula,
    askFor,
    setGraceState,
    ursulaWithoutSetUpLink,
    addUma,
    addAlan,
  };
}
