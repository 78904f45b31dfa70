import * as contract from "@sallyport/contract/webhooks";
import type { Actor } from "../accounts/parts.ts";
import { type Place, serve } from "../http/serve.ts";
import { rotateSecret } from "./rotate-secret.ts";
import { WebhookTests } from "./test-webhook.ts";
import { addWebhook, listWebhooks, removeWebhook, resumeWebhook, type WebhooksParts } from "./webhooks.ts";

export function webhookRoutes(place: Place<Actor["caller"]>, parts: WebhooksParts): void {
  const tests = new WebhookTests(parts);
  place.app.addHook("preClose", async () => tests.stop());
  serve(place, contract.listWebhooks, () => listWebhooks(parts));
  serve(place, contract.addWebhook, ({ body, ...actor }) => addWebhook(parts, actor, body));
  serve(place, contract.resumeWebhook, ({ params, ...actor }) => resumeWebhook(parts, actor, params));
  serve(place, contract.rotateWebhookSecret, ({ params, ...actor }) => rotateSecret(parts, actor, params));
  serve(place, contract.testWebhook, ({ params, ...actor }) => tests.send(actor, params));
  serve(place, contract.removeWebhook, ({ params, ...actor }) => removeWebhook(parts, actor, params));
}
