import {
  addWebhook,
  removeWebhook,
  resumeWebhook,
  rotateWebhookSecret,
  testWebhook,
} from "@sallyport/contract/webhooks";
import { pino } from "pino";
import { EventShipping } from "../../src/activity/shipping.ts";
import { hour } from "../../src/core/clock.ts";
import { Deliveries } from "../../src/webhooks/deliveries.ts";
import { type Acts, me, type Scene } from "./scene.ts";

const body = { url: "https://hooks.example.com/a?b", groups: ["logins" as const] };
const added = `webhook_create ${me} success`;

async function add({ admin }: Scene) {
  const { webhook } = await admin.get(addWebhook, { body });
  return { params: { id: webhook.id } };
}

export const webhooksActs = {
  webhook_create: {
    act: add,
    leaves: [added],
    says: "ada added the webhook to https://hooks.example.com",
  },
  webhook_delete: {
    act: async (scene) => scene.admin.get(removeWebhook, await add(scene)),
    leaves: [added, `webhook_delete ${me} success`],
    says: "ada removed the webhook to https://hooks.example.com",
  },
  webhook_resumed: {
    act: async (scene) => scene.admin.get(resumeWebhook, await add(scene)),
    leaves: [added, `webhook_resumed ${me} success`],
    says: "ada resumed the webhook to https://hooks.example.com",
  },
  webhook_secret_change: {
    act: async (scene) => scene.admin.get(rotateWebhookSecret, await add(scene)),
    leaves: [added, `webhook_secret_change ${me} success`],
    says: "ada made a new secret for the webhook to https://hooks.example.com",
  },
  webhook_test: {
    act: async (scene) => scene.admin.get(testWebhook, await add(scene)),
    leaves: [added, `webhook_test ${me} failure`],
    says: "ada tested, without success, the webhook to https://hooks.example.com",
  },
  webhook_paused: {
    act: async (scene) => {
      await add(scene);
      const { keys, clock, parts } = scene.world;
      const log = pino({ level: "silent" });
      await new EventShipping(keys, log).ship(parts.database);
      const reach = { resolve: () => Promise.resolve([]), networks: [] };
      const { database, outbox } = parts;
      const deliveries = new Deliveries({ database, outbox, keys, clock, log, reach });
      for (let time = 0; time <= 3 * 24; time++) {
        await deliveries.deliverDue();
        clock.turnTo(clock.now() + hour);
      }
    },
    leaves: [added, "webhook_paused  failure"],
    says: "The webhook to https://hooks.example.com was paused, because its deliveries failed",
  },
} satisfies Acts;
