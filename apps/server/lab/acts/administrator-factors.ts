import * as administrators from "@sallyport/contract/administrators";
import { acceptAdministratorCodes } from "@sallyport/contract/administrators";
import * as security from "@sallyport/contract/security";
import * as contract from "@sallyport/contract/sign-in";
import { addOwnPasskey, enrolPasskey } from "../simulation/passkey-ceremonies.ts";
import { enrol, grace, loggedIn, proven } from "../simulation/people.ts";
import { SoftPasskey } from "../simulation/soft-passkey.ts";
import { type Acts, asAdministrator, me } from "./scene.ts";

export const administratorFactorsActs = {
  admin_totp_codes_accepted_again: {
    act: async ({ world, admin, graceId }) => {
      await proven(world, grace);
      await world.parts.database.updateTable("totp_factors").set({ last_step: 1e9 }).execute();
      await admin.get(acceptAdministratorCodes, { params: { id: graceId } });
    },
    leaves: [
      "admin_login_attempt grace@example.com success",
      "admin_totp_start_enrollment grace@example.com success",
      "admin_login_attempt grace@example.com success",
      "admin_totp_finish_enrollment grace@example.com success",
      `admin_totp_codes_accepted_again ${me} on grace@example.com success`,
    ],
    says: "ada let grace's codes be accepted again",
  },
  admin_totp_start_enrollment: {
    act: async ({ world }) => {
      const browser = await loggedIn(world, grace);
      await browser.get(contract.beginSetUp, { params: { realm: "administrator" } });
    },
    leaves: [
      "admin_login_attempt grace@example.com success",
      "admin_totp_start_enrollment grace@example.com success",
    ],
    says: "grace began to set up an authenticator app",
  },
  admin_totp_finish_enrollment: {
    act: async ({ world }) => enrol(await loggedIn(world, grace), world.clock, "administrator"),
    leaves: [
      "admin_login_attempt grace@example.com success",
      "admin_totp_start_enrollment grace@example.com success",
      "admin_login_attempt grace@example.com success",
      "admin_totp_finish_enrollment grace@example.com success",
    ],
    says: "grace set up an authenticator app",
  },
  admin_passkey_finish_enrollment: {
    act: async ({ world }) => enrolPasskey(await loggedIn(world, grace), new SoftPasskey(), "administrator"),
    leaves: [
      "admin_login_attempt grace@example.com success",
      "admin_passkey_finish_enrollment grace@example.com success",
      "admin_login_attempt grace@example.com success",
    ],
    says: "grace added the passkey “A passkey”",
  },
  admin_passkey_delete_enrollment: {
    act: async ({ admin }) => {
      const id = await addOwnPasskey(admin, new SoftPasskey(), asAdministrator);
      await admin.get(security.removePasskey, { params: { ...asAdministrator, id } });
    },
    leaves: [
      `admin_passkey_finish_enrollment ${me} success`,
      `admin_login_attempt ${me} success`,
      `admin_passkey_delete_enrollment ${me} success`,
    ],
    says: "ada removed the passkey “A passkey”",
  },
  admin_totp_delete_enrollment: {
    act: async ({ admin, ownApp }) => {
      await addOwnPasskey(admin, new SoftPasskey(), asAdministrator);
      await admin.get(security.removeApp, { params: { ...asAdministrator, id: await ownApp() } });
    },
    leaves: [
      `admin_passkey_finish_enrollment ${me} success`,
      `admin_login_attempt ${me} success`,
      `admin_totp_delete_enrollment ${me} success`,
    ],
    says: "ada removed the authenticator app “Authenticator app”",
  },
  admin_factor_rename: {
    act: async ({ admin, ownApp }) => {
      const id = await ownApp();
      await admin.get(security.renameApp, { params: { ...asAdministrator, id }, body: { name: "Phone" } });
    },
    leaves: [`admin_factor_rename ${me} success`],
    says: "ada renamed the app “Authenticator app” to “Phone”",
  },
  admin_recovery_codes_create: {
    act: async ({ admin }) => {
      await admin.get(security.makeRecoveryCodes, { params: asAdministrator });
    },
    leaves: [`admin_recovery_codes_create ${me} success`],
    says: "ada made new recovery codes",
  },
  admin_factors_reset: {
    act: async ({ world, admin, graceId }) => {
      await enrol(await loggedIn(world, grace), world.clock, "administrator");
      await admin.get(administrators.resetAdministrator, { params: { id: graceId } });
    },
    leaves: [
      "admin_login_attempt grace@example.com success",
      "admin_totp_start_enrollment grace@example.com success",
      "admin_login_attempt grace@example.com success",
      "admin_totp_finish_enrollment grace@example.com success",
      `admin_factors_reset ${me} on grace@example.com success`,
    ],
    says: "ada reset grace's second factors",
  },
} satisfies Acts;
