import { deleteUser, withdrawInvitation } from "@sallyport/contract/user-security";
import * as users from "@sallyport/contract/users";
import { day } from "../../src/core/clock.ts";
import { requireMfa } from "../simulation/people.ts";
import { type Acts, her, me } from "./scene.ts";

export const usersActs = {
  user_create: {
    act: ({ addUma }) => addUma(),
    leaves: [`user_create ${me} on uma@example.com success`],
    says: "ada added Uma as a user",
  },
  user_invited: {
    act: async ({ admin, addUma }) => {
      const { id } = await addUma();
      await admin.get(users.inviteAgain, { params: { id } });
    },
    leaves: [`user_create ${me} on uma@example.com success`, `user_invited ${me} on uma@example.com success`],
    says: "ada sent a new invitation to Uma",
  },
  user_invitation_withdrawn: {
    act: async ({ admin, addUma }) => {
      const { id } = await addUma();
      await admin.get(withdrawInvitation, { params: { id } });
    },
    leaves: [
      `user_create ${me} on uma@example.com success`,
      `user_invitation_withdrawn ${me} on uma@example.com success`,
    ],
    says: "ada withdrew Uma's invitation",
  },
  user_delete: {
    act: ({ admin, params }) => admin.get(deleteUser, { params, body: { confirmation: "ursula" } }),
    leaves: [`user_delete ${me} on ${her} success`],
    says: "ada deleted ursula's account",
  },
  users_exported: {
    act: ({ admin }) => admin.get(users.exportUsers, { query: { state: "active" } }),
    leaves: [`users_exported ${me} success`],
    says: "ada exported users",
  },
  user_update: {
    act: ({ admin, params }) =>
      admin.get(users.saveUser, { params, body: { name: "U", email: her, mfa: { isRequired: false } } }),
    leaves: [`user_update ${me} on ${her} success`],
    says: "ada changed U's details",
  },
  user_activated: {
    act: async ({ admin, params }) => {
      await admin.get(users.setUserState, { params, body: { state: "suspended" } });
      await admin.get(users.setUserState, { params, body: { state: "active" } });
    },
    leaves: [`user_suspended ${me} on ${her} success`, `user_activated ${me} on ${her} success`],
    says: "ada activated ursula's account",
  },
  user_suspended: {
    act: ({ admin, params }) => admin.get(users.setUserState, { params, body: { state: "suspended" } }),
    leaves: [`user_suspended ${me} on ${her} success`],
    says: "ada suspended ursula's account",
  },
  user_unlocked: {
    act: ({ admin, params }) => admin.get(users.unlockUser, { params }),
    leaves: [`user_unlocked ${me} on ${her} success`],
    says: "ada unlocked ursula's account",
  },
  user_mfa_requirement: {
    act: async ({ admin, params }) => {
      await requireMfa(admin, params.id, 1);
      await admin.get(users.extendDeadline, { params, body: { days: 2 } });
    },
    leaves: [
      `user_update ${me} on ${her} success`,
      `user_mfa_requirement ${me} on ${her} success`,
      `user_mfa_requirement ${me} on ${her} success`,
    ],
    says: "ada extended Ursula's deadline to 2027-01-06T09:00:00.000Z",
  },
  user_mfa_deadline_shorten: {
    act: async ({ admin, params }) => {
      await requireMfa(admin, params.id, 3);
      await admin.get(users.shortenDeadline, { params, body: { days: 2 } });
    },
    leaves: [
      `user_update ${me} on ${her} success`,
      `user_mfa_requirement ${me} on ${her} success`,
      `user_mfa_deadline_shorten ${me} on ${her} success`,
    ],
    says: "ada shortened Ursula's deadline to 2027-01-06T09:00:00.000Z",
  },
  user_mfa_exclusion_expired: {
    act: async ({ world, admin, params }) => {
      await requireMfa(admin, params.id, 1);
      await world.pass(day);
    },
    leaves: [
      `user_update ${me} on ${her} success`,
      `user_mfa_requirement ${me} on ${her} success`,
      `user_mfa_exclusion_expired ${her} success`,
      `user_lockout ${her} success`,
    ],
    says: "Ursula's deadline to set up MFA passed",
  },
  user_mail_undelivered: {
    act: async ({ world, admin, params }) => {
      await world.parts.outbox.deliverDue();
      world.mailServer.refuses.add(her);
      await requireMfa(admin, params.id);
      await world.parts.outbox.deliverDue();
    },
    leaves: [
      `user_update ${me} on ${her} success`,
      `user_mfa_requirement ${me} on ${her} success`,
      `user_mail_undelivered  on ${her} failure`,
    ],
    says: "Mail to Ursula couldn't be delivered",
  },
} satisfies Acts;
