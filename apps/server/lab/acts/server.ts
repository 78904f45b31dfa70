import { exportActivity } from "@sallyport/contract/activity";
import { changeLogo } from "@sallyport/contract/logo";
import { confirmBackups, sendTestMail } from "@sallyport/contract/overview";
import { changeSettings } from "@sallyport/contract/settings";
import { record } from "../../src/activity/activity.ts";
import { sealAnew } from "../../src/activity/seal-anew.ts";
import { endWhatIsOpen } from "../../src/backup/end-what-is-open.ts";
import { noteBackup } from "../../src/backup/note-backup.ts";
import { hour } from "../../src/core/clock.ts";
import { type Acts, her, me } from "./scene.ts";

/** A PNG file of 16 × 16 pixels, as base64. */
const blackSquare =
  "iVBORw0KGgoAAAANSUhEUgAAABAAAAAQAQAAAAA3iMLMAAAADElEQVR42mNgIA0AAAAwAAEodEl9AAAAAElFTkSuQmCC";

export const serverActs = {
  activity_exported: {
    act: ({ admin }) => admin.get(exportActivity, { query: { outcome: "failure" } }),
    leaves: [`activity_exported ${me} success`],
    says: "ada exported activity",
  },
  logo_change: {
    act: ({ admin }) => admin.get(changeLogo, { body: { picture: blackSquare, from: null } }),
    leaves: [`logo_change ${me} success`],
    says: "ada changed the organisation's logo",
  },
  setting_change: {
    act: ({ admin }) =>
      admin.get(changeSettings, {
        body: { to: { organisation: "Acme" }, from: { organisation: "Sallyport" } },
      }),
    leaves: [`setting_change ${me} success`],
    says: "ada changed “Organisation name” from “Sallyport” to “Acme”",
  },
  activity_repeated: {
    act: async ({ world, params }) => {
      const actor = { id: params.id, email: her };
      const event = {
        at: world.clock.now(),
        kind: "user_factor_rename",
        actor,
        address: null,
        isRepeatable: true,
      } as const;
      for (let time = 0; time < 12; time++) await record(world.parts.database, event);
      await world.pass(hour);
    },
    leaves: [
      ...Array.from({ length: 10 }, () => `user_factor_rename ${her} success`),
      `activity_repeated ${her} success`,
    ],
    says: "“User factor renamed” happened 12 times within an hour to ursula's account",
  },
  record_sealed_anew: {
    act: ({ world }) => sealAnew(world.parts.database, world.keys, world.clock.now()),
    leaves: ["record_sealed_anew  success"],
    says: "A command accepted a changed activity log as it is",
  },
  database_backed_up: {
    act: ({ world }) => noteBackup(world.parts.database, world.clock.now()),
    leaves: ["database_backed_up  success"],
    says: "A command made a backup of the database",
  },
  other_backups_confirmed: {
    act: ({ admin }) => admin.get(confirmBackups, {}),
    leaves: [`other_backups_confirmed ${me} success`],
    says: "ada confirmed that another program makes backups",
  },
  test_mail: {
    act: ({ admin }) => admin.get(sendTestMail, {}),
    leaves: [`test_mail ${me} success`],
    says: "ada sent a test mail",
  },
  database_restored: {
    act: ({ world }) => endWhatIsOpen(world.parts.database, world.clock.now()),
    leaves: ["database_restored  success"],
    says: "The database was restored from a backup",
  },
} satisfies Acts;
