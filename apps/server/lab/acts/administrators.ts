import * as administrators from "@sallyport/contract/administrators";
import { editAdministrator } from "@sallyport/contract/administrators";
import { recover } from "../../src/accounts/command/recover.ts";
import { type Acts, me } from "./scene.ts";

export const administratorsActs = {
  all_admins_mfa_requirement: {
    act: ({ admin }) => admin.get(administrators.setAllAdministrators, { body: { isRequired: true } }),
    leaves: [`all_admins_mfa_requirement ${me} success`],
    says: "ada required MFA of all administrators",
  },
  admin_create: {
    act: ({ addAlan }) => addAlan(),
    leaves: [`admin_create ${me} on alan@example.com success`],
    says: "ada added Alan as an administrator",
  },
  admin_invited: {
    act: async ({ admin, addAlan }) => {
      const { id } = await addAlan();
      await admin.get(administrators.inviteAdministratorAgain, { params: { id } });
    },
    leaves: [
      `admin_create ${me} on alan@example.com success`,
      `admin_invited ${me} on alan@example.com success`,
    ],
    says: "ada sent a new invitation to Alan",
  },
  admin_activated: {
    act: ({ setGraceState }) => setGraceState("active"),
    leaves: [`admin_activated ${me} on grace@example.com success`],
    says: "ada activated grace's account",
  },
  admin_delete: {
    act: ({ admin, graceId }) =>
      admin.get(administrators.deleteAdministrator, {
        params: { id: graceId },
        body: { confirmation: "grace@example.com" },
      }),
    leaves: [`admin_delete ${me} on grace@example.com success`],
    says: "ada deleted grace's account",
  },
  admin_suspended: {
    act: ({ setGraceState }) => setGraceState("suspended"),
    leaves: [`admin_suspended ${me} on grace@example.com success`],
    says: "ada suspended grace's account",
  },
  admin_unlocked: {
    act: ({ admin, graceId }) => admin.get(administrators.unlockAdministrator, { params: { id: graceId } }),
    leaves: [`admin_unlocked ${me} on grace@example.com success`],
    says: "ada unlocked grace's account",
  },
  admin_role_change: {
    act: ({ admin, graceId }) =>
      admin.get(administrators.changeRole, { params: { id: graceId }, body: { role: "read-only" } }),
    leaves: [`admin_role_change ${me} on grace@example.com success`],
    says: "ada changed grace's role from owner to read-only",
  },
  admin_mfa_requirement: {
    act: ({ admin, graceId }) =>
      admin.get(editAdministrator, { params: { id: graceId }, body: { isMfaRequired: false } }),
    leaves: [`admin_mfa_requirement ${me} on grace@example.com success`],
    says: "ada ended grace's MFA requirement",
  },
  admin_access_refused: {
    act: ({ admin, adaId }) => admin.refusal(administrators.resetAdministrator, { params: { id: adaId } }),
    leaves: [`admin_access_refused ${me} failure`],
    says: "ada's request was refused: Remove all factors of an administrator; set-up is due at the next login",
  },
  admin_recovered: {
    act: ({ world }) => {
      const { database, clock } = world.parts;
      return recover(database, { email: me, portalOrigin: "https://login.example.com", now: clock.now() });
    },
    leaves: [`admin_recovered  on ${me} success`],
    says: "A command on the server recovered ada's access",
  },
  admin_mail_undelivered: {
    act: async ({ world, admin, graceId }) => {
      world.mailServer.refuses.add("grace@example.com");
      await admin.get(editAdministrator, { params: { id: graceId }, body: { isMfaRequired: false } });
      await admin.get(editAdministrator, { params: { id: graceId }, body: { isMfaRequired: true } });
      await world.parts.outbox.deliverDue();
    },
    leaves: [
      `admin_mfa_requirement ${me} on grace@example.com success`,
      `admin_mfa_requirement ${me} on grace@example.com success`,
      "admin_mail_undelivered  on grace@example.com failure",
    ],
    says: "Mail to grace couldn't be delivered",
  },
} satisfies Acts;
