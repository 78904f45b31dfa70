import { setAdministratorState } from "@sallyport/contract/administrators";
import { revokeApiKey } from "@sallyport/contract/api-keys";
import { countUsers } from "@sallyport/contract/users";
import { grace, proven } from "../simulation/people.ts";
import { newKeyOf, sendWithKey } from "../simulation/script.ts";
import { type Acts, me } from "./scene.ts";

export const apiKeysActs = {
  api_key_create: {
    act: ({ admin }) => newKeyOf(admin),
    leaves: [`api_key_create ${me} success`],
    says: "ada created the API key “Nightly”",
  },
  api_key_revoke: {
    act: async ({ admin }) => admin.get(revokeApiKey, { params: { id: (await newKeyOf(admin)).id } }),
    leaves: [`api_key_create ${me} success`, `api_key_revoke ${me} success`],
    says: "ada revoked the API key “Nightly”",
  },
  api_key_used: {
    act: async ({ world, admin }) => {
      const { key } = await newKeyOf(admin);
      for (let time = 0; time < 3; time++) await sendWithKey(world, key, countUsers, {});
    },
    leaves: [`api_key_create ${me} success`, `api_key_used ${me} success`],
    says: "ada's API key “Nightly” was used for GET /api/admin/user-counts",
  },
  api_keys_ended: {
    act: async ({ world, admin, graceId: id }) => {
      await newKeyOf(await proven(world, grace));
      await admin.get(setAdministratorState, { params: { id }, body: { state: "suspended" } });
    },
    leaves: [
      "admin_login_attempt grace@example.com success",
      "admin_totp_start_enrollment grace@example.com success",
      "admin_login_attempt grace@example.com success",
      "admin_totp_finish_enrollment grace@example.com success",
      "api_key_create grace@example.com success",
      `admin_suspended ${me} on grace@example.com success`,
      `api_keys_ended ${me} on grace@example.com success`,
    ],
    says: "grace's API keys ended",
  },
} satisfies Acts;
