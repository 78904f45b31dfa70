import * as administrators from "@sallyport/contract/administrators";
import { acceptInvitation } from "@sallyport/contract/invitations";
import { reportLogin } from "@sallyport/contract/login-report";
import { endApplicationLogin } from "@sallyport/contract/own-applications";
import { acceptPasswordReset } from "@sallyport/contract/password-reset";
import * as contract from "@sallyport/contract/sign-in";
import * as users from "@sallyport/contract/users";
import { asUser, grace, loggedIn, logIn, ursula, withPasswordAlone } from "../simulation/people.ts";
import { RelyingParty } from "../simulation/relying-party.ts";
import { type Acts, her, me } from "./scene.ts";

export const loginsActs = {
  user_login_attempt: {
    act: ({ world }) => logIn(world.browser(), ursula),
    leaves: [`user_login_attempt ${her} success`],
    says: "ursula logged in with the password",
  },
  admin_login_attempt: {
    act: ({ world }) => logIn(world.browser(), grace),
    leaves: ["admin_login_attempt grace@example.com success"],
    says: "grace logged in with the password; setting up MFA comes next",
  },
  user_logout: {
    act: async ({ world }) => (await loggedIn(world, ursula)).get(contract.leave, asUser),
    leaves: [`user_login_attempt ${her} success`, `user_logout ${her} success`],
    says: "ursula logged out",
  },
  application_login: {
    act: async ({ world }) => {
      const wiki = await RelyingParty.add(world);
      await wiki.logIn(await loggedIn(world, ursula));
    },
    leaves: [`user_login_attempt ${her} success`, `application_login ${her} success`],
    says: "ursula logged in to “Wiki” with the password alone",
  },
  application_logout: {
    act: async ({ world }) => {
      const wiki = await RelyingParty.add(world);
      const browser = await loggedIn(world, ursula);
      await wiki.logIn(browser);
      await browser.get(endApplicationLogin, { params: { id: wiki.id } });
    },
    leaves: [
      `user_login_attempt ${her} success`,
      `application_login ${her} success`,
      `application_logout ${her} success`,
    ],
    says: "ursula logged out of “Wiki” on all devices",
  },
  application_logout_undelivered: {
    act: async ({ world }) => {
      const wiki = await RelyingParty.add(world, { logout_address: "https://elsewhere.example/" });
      await wiki.logIn(await loggedIn(world, ursula));
      await world.parts.database.deleteFrom("application_sessions").execute();
      await world.parts.logoutNotices.deliverDue();
    },
    leaves: [
      `user_login_attempt ${her} success`,
      `application_login ${her} success`,
      "application_logout_undelivered  failure",
    ],
    says: "“Wiki” could not be told that a user has logged out",
  },
  admin_logout: {
    act: ({ admin }) => admin.get(contract.leave, { params: { realm: "administrator" } }),
    leaves: [`admin_logout ${me} success`],
    says: "ada logged out",
  },
  user_lockout: {
    act: async ({ world }) => {
      const body = { login: "ursula", password: "not the right one" };
      const browser = world.browser();
      for (let time = 0; time < 10; time++)
        await browser.refusal(contract.submitPassword, { ...asUser, body });
    },
    leaves: [
      ...Array.from({ length: 9 }, () => `user_login_attempt ${her} failure`),
      `user_lockout ${her} success`,
      `user_login_attempt ${her} failure`,
    ],
    says: "Logins to ursula's account are slowed down after too many wrong passwords",
  },
  user_sessions_ended: {
    act: ({ admin, params }) => admin.get(users.endUserSessions, { params }),
    leaves: [`user_sessions_ended ${me} on ${her} success`],
    says: "ada ended ursula's sessions",
  },
  admin_sessions_ended: {
    act: ({ admin, graceId }) =>
      admin.get(administrators.endAdministratorSessions, { params: { id: graceId } }),
    leaves: [`admin_sessions_ended ${me} on grace@example.com success`],
    says: "ada ended grace's sessions",
  },
  every_session_ended: {
    act: ({ admin }) => admin.get(administrators.endEverySession, { query: {} }),
    leaves: [`every_session_ended ${me} success`],
    says: "ada ended all other sessions of all accounts",
  },
  user_password_set: {
    act: async ({ world, addUma, mailedToken }) => {
      await addUma();
      const body = { token: await mailedToken(), password: "a phrase of my own" };
      await world.browser().get(acceptInvitation, { body });
    },
    leaves: [`user_create ${me} on uma@example.com success`, "user_password_set uma@example.com success"],
    says: "Uma accepted the invitation and chose a password",
  },
  admin_password_set: {
    act: async ({ world, addAlan, mailedToken }) => {
      await addAlan();
      const body = { token: await mailedToken(), password: "a phrase of my own" };
      await world.browser().get(acceptInvitation, { body });
    },
    leaves: [`admin_create ${me} on alan@example.com success`, "admin_password_set alan@example.com success"],
    says: "Alan accepted the invitation and chose a password",
  },
  user_password_change: {
    act: async ({ world, askFor, mailedToken }) => {
      await askFor("user", "ursula");
      const body = { token: await mailedToken(), password: "a phrase of my own" };
      await world.browser().get(acceptPasswordReset, { body });
    },
    leaves: [`user_password_reset_request ${her} success`, `user_password_change ${her} success`],
    says: "ursula changed the password through a mailed link",
  },
  admin_password_change: {
    act: async ({ world, askFor, mailedToken }) => {
      await askFor("administrator", me);
      const body = { token: await mailedToken(), password: "a phrase of my own" };
      await world.browser().get(acceptPasswordReset, { body });
    },
    leaves: [`admin_password_reset_request ${me} success`, `admin_password_change ${me} success`],
    says: "ada changed the password through a mailed link",
  },
  user_password_reset_request: {
    act: ({ askFor }) => askFor("user", "ursula"),
    leaves: [`user_password_reset_request ${her} success`],
    says: "A link to reset ursula's password was asked for",
  },
  admin_password_reset_request: {
    act: ({ askFor }) => askFor("administrator", me),
    leaves: [`admin_password_reset_request ${me} success`],
    says: "A link to reset ada's password was asked for",
  },
  user_login_reported: {
    act: async ({ world, mailedToken }) => {
      await loggedIn(world, ursula);
      await loggedIn(world, ursula);
      await world.browser().get(reportLogin, { body: { token: await mailedToken() } });
    },
    leaves: [
      `user_login_attempt ${her} success`,
      `user_login_attempt ${her} success`,
      `user_login_reported ${her} success`,
    ],
    says: "ursula reported a login by someone else",
  },
  admin_login_reported: {
    act: async ({ world, mailedToken }) => {
      await withPasswordAlone(world, grace);
      await loggedIn(world, grace);
      await world.browser().get(reportLogin, { body: { token: await mailedToken() } });
    },
    leaves: [
      "admin_login_attempt grace@example.com success",
      "admin_login_attempt grace@example.com success",
      "admin_login_reported grace@example.com success",
    ],
    says: "grace reported a login by someone else",
  },
} satisfies Acts;
