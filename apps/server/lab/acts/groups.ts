import * as groups from "@sallyport/contract/groups";
import { type Acts, her, me, type Scene } from "./scene.ts";

const added = `group_create ${me} success`;
const joined = `group_member_add ${me} on ${her} success`;
const required = { isRequired: true, days: 7 } as const;

const add = ({ admin }: Scene) => admin.get(groups.addGroup, { body: { name: "Staff" } });

async function addWithUrsula(scene: Scene): Promise<{ id: string }> {
  const { id } = await add(scene);
  await scene.admin.get(groups.addMember, { params: { id }, body: { user: scene.params.id } });
  return { id };
}

export const groupsActs = {
  group_create: { act: add, leaves: [added], says: "ada created the group “Staff”" },
  group_rename: {
    act: async (scene) => {
      const params = await add(scene);
      await scene.admin.get(groups.renameGroup, { params, body: { name: "Crew" } });
    },
    leaves: [added, `group_rename ${me} success`],
    says: "ada renamed the group “Staff” to “Crew”",
  },
  group_delete: {
    act: async (scene) => scene.admin.get(groups.deleteGroup, { params: await add(scene) }),
    leaves: [added, `group_delete ${me} success`],
    says: "ada deleted the group “Staff”",
  },
  group_mfa_requirement: {
    act: async (scene) => {
      const params = await addWithUrsula(scene);
      await scene.admin.get(groups.setGroupRequirement, { params, body: { mfa: required } });
    },
    leaves: [
      added,
      joined,
      `group_mfa_requirement ${me} success`,
      `user_mfa_requirement ${me} on ${her} success`,
    ],
    says: "ada required MFA of the group “Staff”, 7 days to set up",
  },
  group_member_add: {
    act: addWithUrsula,
    leaves: [added, joined],
    says: "ada added ursula to the group “Staff”",
  },
  group_member_remove: {
    act: async (scene) => {
      const { id } = await addWithUrsula(scene);
      await scene.admin.get(groups.removeMember, { params: { id, member: scene.params.id } });
    },
    leaves: [added, joined, `group_member_remove ${me} on ${her} success`],
    says: "ada removed ursula from the group “Staff”",
  },
  new_users_mfa_requirement: {
    act: ({ admin }) => admin.get(groups.setNewUsers, { body: { days: 7 } }),
    leaves: [`new_users_mfa_requirement ${me} success`],
    says: "ada required MFA of new users, 7 days to set up",
  },
} satisfies Acts;
