import { type BulkAction, previewBulkAction } from "@sallyport/contract/bulk-actions";
import { confirmJob, endJob, pauseJob, resumeJob } from "@sallyport/contract/jobs";
import { requireMfa } from "../simulation/people.ts";
import { type Acts, her, me, type Scene } from "./scene.ts";

async function confirmed({ admin, params }: Scene, action: BulkAction): Promise<string> {
  const users = { by: "selection" as const, ids: [params.id] };
  const { job } = await admin.get(previewBulkAction, { body: { action, users } });
  await admin.get(confirmJob, { params: { id: job.id }, body: {} });
  return job.id;
}

export const bulkActs = {
  bulk_action_start: {
    act: (scene) => confirmed(scene, { name: "suspend" }),
    leaves: [`bulk_action_start ${me} success`],
    says: "ada started a bulk action: Suspend: 1 affected, 0 skipped",
  },
  bulk_action_pause: {
    act: async (scene) => {
      const id = await confirmed(scene, { name: "suspend" });
      await scene.admin.get(pauseJob, { params: { id } });
    },
    leaves: [`bulk_action_start ${me} success`, `bulk_action_pause ${me} success`],
    says: "ada paused a bulk action: Suspend",
  },
  bulk_action_resume: {
    act: async (scene) => {
      const id = await confirmed(scene, { name: "suspend" });
      await scene.admin.get(pauseJob, { params: { id } });
      await scene.admin.get(resumeJob, { params: { id } });
    },
    leaves: [
      `bulk_action_start ${me} success`,
      `bulk_action_pause ${me} success`,
      `bulk_action_resume ${me} success`,
    ],
    says: "ada resumed a bulk action: Suspend",
  },
  bulk_action_end: {
    act: async (scene) => {
      const id = await confirmed(scene, { name: "suspend" });
      await scene.admin.get(pauseJob, { params: { id } });
      await scene.admin.get(endJob, { params: { id } });
    },
    leaves: [
      `bulk_action_start ${me} success`,
      `bulk_action_pause ${me} success`,
      `bulk_action_end ${me} success`,
    ],
    says: "ada ended a bulk action: Suspend: 1 left as they were",
  },
  user_reminded: {
    act: async (scene) => {
      await requireMfa(scene.admin, scene.params.id);
      await confirmed(scene, { name: "remind" });
      await scene.world.pass(0);
    },
    leaves: [
      `user_update ${me} on ${her} success`,
      `user_mfa_requirement ${me} on ${her} success`,
      `bulk_action_start ${me} success`,
      `user_reminded ${me} on ${her} success`,
    ],
    says: "ada sent a reminder to Ursula",
  },
} satisfies Acts;
