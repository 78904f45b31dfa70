import * as security from "@sallyport/contract/security";
import { changeSettings } from "@sallyport/contract/settings";
import * as contract from "@sallyport/contract/sign-in";
import { issueBypassCode, withdrawBypassCode } from "@sallyport/contract/user-security";
import * as users from "@sallyport/contract/users";
import { minute } from "../../src/core/clock.ts";
import type { Browser } from "../simulation/browser.ts";
import { addOwnPasskey, challengeAtStart, enrolPasskey } from "../simulation/passkey-ceremonies.ts";
import { asUser, loggedIn, requireMfa, ursula } from "../simulation/people.ts";
import { SoftPasskey } from "../simulation/soft-passkey.ts";
import { type Acts, her, me } from "./scene.ts";

const allowBypassCodes = (admin: Browser) =>
  admin.get(changeSettings, { body: { from: { bypassCodes: false }, to: { bypassCodes: true } } });

export const userFactorsActs = {
  totp_start_enrollment: {
    act: async ({ world, admin, params }) => {
      await requireMfa(admin, params.id);
      const browser = await loggedIn(world, ursula);
      await browser.get(contract.beginSetUp, asUser);
      await browser.get(contract.beginSetUp, asUser);
    },
    leaves: [
      `user_update ${me} on ${her} success`,
      `user_mfa_requirement ${me} on ${her} success`,
      `user_login_attempt ${her} success`,
      `totp_start_enrollment ${her} success`,
    ],
    says: "Ursula began to set up an authenticator app",
  },
  totp_finish_enrollment: {
    act: ({ enrolUrsula }) => enrolUrsula(),
    leaves: [
      `user_update ${me} on ${her} success`,
      `user_mfa_requirement ${me} on ${her} success`,
      `user_login_attempt ${her} success`,
      `totp_start_enrollment ${her} success`,
      `user_login_attempt ${her} success`,
      `totp_finish_enrollment ${her} success`,
    ],
    says: "Ursula set up an authenticator app",
  },
  totp_delete_enrollment: {
    act: async ({ admin, params, enrolUrsula }) => {
      await enrolUrsula();
      await admin.get(users.resetAuthenticator, { params, body: { days: 3 } });
    },
    leaves: [
      `user_update ${me} on ${her} success`,
      `user_mfa_requirement ${me} on ${her} success`,
      `user_login_attempt ${her} success`,
      `totp_start_enrollment ${her} success`,
      `user_login_attempt ${her} success`,
      `totp_finish_enrollment ${her} success`,
      `totp_delete_enrollment ${me} on ${her} success`,
    ],
    says: "ada reset Ursula's second factors",
  },
  totp_codes_accepted_again: {
    act: async ({ world, admin, params, enrolUrsula }) => {
      await enrolUrsula();
      await world.parts.database.updateTable("totp_factors").set({ last_step: 1e9 }).execute();
      await admin.get(users.acceptUserCodes, { params });
    },
    leaves: [
      `user_update ${me} on ${her} success`,
      `user_mfa_requirement ${me} on ${her} success`,
      `user_login_attempt ${her} success`,
      `totp_start_enrollment ${her} success`,
      `user_login_attempt ${her} success`,
      `totp_finish_enrollment ${her} success`,
      `totp_codes_accepted_again ${me} on ${her} success`,
    ],
    says: "ada let Ursula's codes be accepted again",
  },
  totp_secret_refused: {
    act: async ({ world, alterSecrets, enrolUrsula }) => {
      await enrolUrsula();
      await alterSecrets();
      const browser = await loggedIn(world, ursula);
      await browser.refusal(contract.submitPasscode, { ...asUser, body: { code: "123456" } });
    },
    leaves: [
      `user_update ${me} on ${her} success`,
      `user_mfa_requirement ${me} on ${her} success`,
      `user_login_attempt ${her} success`,
      `totp_start_enrollment ${her} success`,
      `user_login_attempt ${her} success`,
      `totp_finish_enrollment ${her} success`,
      `user_login_attempt ${her} success`,
      `totp_secret_refused  on ${her} failure`,
    ],
    says: "One of Ursula's second factors was refused, because its stored data was altered",
  },
  passkey_finish_enrollment: {
    act: async ({ world, admin, params }) => {
      await requireMfa(admin, params.id);
      await enrolPasskey(await loggedIn(world, ursula), new SoftPasskey());
    },
    leaves: [
      `user_update ${me} on ${her} success`,
      `user_mfa_requirement ${me} on ${her} success`,
      `user_login_attempt ${her} success`,
      `passkey_finish_enrollment ${her} success`,
      `user_login_attempt ${her} success`,
    ],
    says: "Ursula added the passkey “A passkey”",
  },
  passkey_public_key_refused: {
    act: async ({ world, alterPublicKeys }) => {
      const passkey = new SoftPasskey();
      await addOwnPasskey(await loggedIn(world, ursula), passkey);
      await alterPublicKeys();
      const browser = world.browser();
      const body = { assertion: passkey.respond(await challengeAtStart(browser)) };
      await browser.refusal(contract.signInWithPasskey, { ...asUser, body });
    },
    leaves: [
      `user_login_attempt ${her} success`,
      `passkey_finish_enrollment ${her} success`,
      `user_login_attempt ${her} success`,
      `passkey_public_key_refused  on ${her} failure`,
    ],
    says: "One of ursula's second factors was refused, because its stored data was altered",
  },
  passkey_delete_enrollment: {
    act: async ({ withPasskey }) => {
      const { browser, id } = await withPasskey();
      await browser.get(security.removePasskey, { params: { realm: "user", id } });
    },
    leaves: [
      `user_login_attempt ${her} success`,
      `passkey_finish_enrollment ${her} success`,
      `user_login_attempt ${her} success`,
      `user_login_attempt ${her} success`,
      `passkey_delete_enrollment ${her} success`,
    ],
    says: "ursula removed the passkey “A passkey”",
  },
  user_factor_rename: {
    act: async ({ withPasskey }) => {
      const { browser, id } = await withPasskey();
      await browser.get(security.renamePasskey, { params: { realm: "user", id }, body: { name: "Key" } });
    },
    leaves: [
      `user_login_attempt ${her} success`,
      `passkey_finish_enrollment ${her} success`,
      `user_login_attempt ${her} success`,
      `user_login_attempt ${her} success`,
      `user_factor_rename ${her} success`,
    ],
    says: "ursula renamed the passkey “A passkey” to “Key”",
  },
  user_recovery_codes_create: {
    act: async ({ withPasskey }) => {
      const { browser } = await withPasskey();
      await browser.get(security.makeRecoveryCodes, asUser);
    },
    leaves: [
      `user_login_attempt ${her} success`,
      `passkey_finish_enrollment ${her} success`,
      `user_login_attempt ${her} success`,
      `user_login_attempt ${her} success`,
      `user_recovery_codes_create ${her} success`,
    ],
    says: "ursula made new recovery codes",
  },
  user_bypass_code_create: {
    act: async ({ admin, params, enrolUrsula }) => {
      await enrolUrsula();
      await allowBypassCodes(admin);
      await admin.get(issueBypassCode, { params, body: { hours: 4 } });
    },
    leaves: [
      `user_update ${me} on ${her} success`,
      `user_mfa_requirement ${me} on ${her} success`,
      `user_login_attempt ${her} success`,
      `totp_start_enrollment ${her} success`,
      `user_login_attempt ${her} success`,
      `totp_finish_enrollment ${her} success`,
      `setting_change ${me} success`,
      `user_bypass_code_create ${me} on ${her} success`,
    ],
    says: "ada issued a one-time bypass code for Ursula, until 2027-01-04T13:00:00.000Z",
  },
  user_bypass_code_withdrawn: {
    act: async ({ admin, params, enrolUrsula }) => {
      await enrolUrsula();
      await allowBypassCodes(admin);
      await admin.get(issueBypassCode, { params, body: { hours: 4 } });
      await admin.get(withdrawBypassCode, { params });
    },
    leaves: [
      `user_update ${me} on ${her} success`,
      `user_mfa_requirement ${me} on ${her} success`,
      `user_login_attempt ${her} success`,
      `totp_start_enrollment ${her} success`,
      `user_login_attempt ${her} success`,
      `totp_finish_enrollment ${her} success`,
      `setting_change ${me} success`,
      `user_bypass_code_create ${me} on ${her} success`,
      `user_bypass_code_withdrawn ${me} on ${her} success`,
    ],
    says: "ada withdrew Ursula's bypass code",
  },
  set_up_ticket_presented: {
    act: async ({ ursulaWithoutSetUpLink, mailedToken }) => {
      const browser = await ursulaWithoutSetUpLink();
      const body = { token: await mailedToken() };
      await browser.get(contract.openSetUpLink, { ...asUser, body });
    },
    leaves: [
      `user_update ${me} on ${her} success`,
      `user_mfa_requirement ${me} on ${her} success`,
      `user_login_attempt ${her} success`,
      `set_up_ticket_presented ${her} success`,
    ],
    says: "Ursula opened the set-up link",
  },
  set_up_ticket_sent: {
    act: async ({ world, ursulaWithoutSetUpLink }) => {
      const browser = await ursulaWithoutSetUpLink();
      world.clock.turnTo(world.clock.now() + minute);
      await browser.get(contract.sendSetUpLinkAgain, asUser);
    },
    leaves: [
      `user_update ${me} on ${her} success`,
      `user_mfa_requirement ${me} on ${her} success`,
      `user_login_attempt ${her} success`,
      `set_up_ticket_sent ${her} success`,
    ],
    says: "A set-up link was mailed to Ursula",
  },
} satisfies Acts;
