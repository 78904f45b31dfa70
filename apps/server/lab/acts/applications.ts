import * as applications from "@sallyport/contract/applications/applications";
import { beginTrial, finishTrial } from "@sallyport/contract/applications/trials";
import { finishAuthorization } from "@sallyport/contract/authorization";
import { noteRefusal } from "../../src/applications/note-refusal.ts";
import { logIn, ursula } from "../simulation/people.ts";
import { RelyingParty } from "../simulation/relying-party.ts";
import { type Acts, her, me, type Scene } from "./scene.ts";

const added = `application_create ${me} success`;

async function add({ admin }: Scene) {
  const body = { which: "other", address: "https://wiki.example.com", name: "Wiki" };
  const { application } = await admin.get(applications.addApplication, { body });
  return { id: application.id, secret: application.secrets[0]?.id ?? "" };
}

export const applicationsActs = {
  application_create: {
    act: add,
    leaves: [added],
    says: "ada added the application “Wiki”",
  },
  application_change: {
    act: async (scene) => {
      const params = { id: (await add(scene)).id };
      const body = { name: "Docs", secondFactor: "always" as const };
      await scene.admin.get(applications.changeApplication, { params, body });
    },
    leaves: [added, `application_change ${me} success`],
    says: "ada changed the application “Wiki” (name: “Docs”; second factor: always)",
  },
  application_delete: {
    act: async (scene) => {
      const params = { id: (await add(scene)).id };
      await scene.admin.get(applications.deleteApplication, { params, body: { confirmation: "Wiki" } });
    },
    leaves: [added, `application_delete ${me} success`],
    says: "ada deleted the application “Wiki”",
  },
  application_login_tried: {
    act: async ({ world, admin }) => {
      const { id } = await RelyingParty.add(world);
      const begun = await admin.get(beginTrial, { params: { id } });
      const trial = begun.at === "go" ? begun.address.replace("/authorize/", "") : "";
      await logIn(admin, ursula);
      await admin.get(finishAuthorization, { params: { id: trial }, body: { isConfirmed: true } });
      await admin.get(finishTrial, { params: { id, trial } });
    },
    leaves: [`user_login_attempt ${her} success`, `application_login_tried ${me} on ${her} success`],
    says: "ada tried the login to “Wiki” with ursula's account and the password alone",
  },
  application_secret_create: {
    act: async (scene) => {
      const params = { id: (await add(scene)).id };
      await scene.admin.get(applications.addSecret, { params, body: { days: 90 } });
    },
    leaves: [added, `application_secret_create ${me} success`],
    says: "ada made a secret for the application “Wiki”, which expires in 90 days",
  },
  application_secret_end: {
    act: async (scene) => {
      const { id, secret } = await add(scene);
      // The sentence contains the end of the secret. The end is random, so the test sets it.
      await scene.world.parts.database.updateTable("application_secrets").set({ hint: "beef" }).execute();
      await scene.admin.get(applications.endSecret, { params: { id, secret } });
    },
    leaves: [added, `application_secret_end ${me} success`],
    says: "ada ended the secret that ends with beef of the application “Wiki”",
  },
  application_address_allow: {
    act: async (scene) => {
      const { id } = await add(scene);
      const { database, clock } = scene.world.parts;
      const attempt = { reason: "callback-address", detail: "https://wiki.example.com/cb" } as const;
      await noteRefusal(database, { applicationId: id, ...attempt }, clock.now());
      const { refusals } = await scene.admin.get(applications.listRefusals, { params: { id } });
      const params = { id, refusal: refusals[0]?.id ?? "" };
      await scene.admin.get(applications.allowAddress, { params });
    },
    leaves: [added, `application_address_allow ${me} success`],
    says: "ada allowed https://wiki.example.com/cb for the application “Wiki”",
  },
} satisfies Acts;
