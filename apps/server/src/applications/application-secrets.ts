import * as contract from "@sallyport/contract/applications/applications";
import type { Reply } from "@sallyport/contract/endpoint";
import { carryOut } from "../accounts/carry-out.ts";
import type { Actor } from "../accounts/parts.ts";
import { day } from "../core/clock.ts";
import { Refused } from "../core/refusal.ts";
import { type ApplicationsParts, found, note } from "./applications.ts";
import { mayAddSecret } from "./rules/secrets.ts";
import { deleteExpiredSecrets, deleteSecret, insertSecret } from "./secrets.repository.ts";
import { newSecret, secretColumns } from "./secrets.ts";
import { viewApplication } from "./view-application.ts";

/** Two secrets can be valid at the same time, so an administrator can replace a secret while users log in. */
export function addSecret(
  parts: ApplicationsParts,
  given: Actor,
  { id, days }: { id: string; days: number | null },
): Promise<Reply<typeof contract.addSecret>> {
  const attempt = { actor: given, what: contract.addSecret.summary };
  return carryOut(parts, attempt, async ({ tx, actor, now }) => {
    const { row, secrets } = await found(tx, id);
    if (row.kind === "proxy" || row.client_type === "public") throw new Refused("not-now");
    if (!mayAddSecret(secrets, now)) throw new Refused("too-many-secrets");
    await deleteExpiredSecrets(tx, id, now);
    const secret = newSecret();
    await insertSecret(tx, {
      ...secretColumns(secret),
      application_id: id,
      created_at: now,
      expires_at: days === null ? null : now + days * day,
    });
    const what = days === null ? "never expires" : `expires in ${days} days`;
    await note(tx, { actor, now }, "application_secret_create", { name: row.name, what });
    return { application: await viewApplication(tx, await found(tx, id), now), secret };
  });
}

export function endSecret(
  parts: ApplicationsParts,
  given: Actor,
  { id, secret }: { id: string; secret: string },
): Promise<contract.Application> {
  const attempt = { actor: given, what: contract.endSecret.summary };
  return carryOut(parts, attempt, async ({ tx, actor, now }) => {
    const { row } = await found(tx, id);
    const ended = await deleteSecret(tx, { id, secret });
    if (!ended) throw new Refused("not-found");
    const what = `ends with ${ended.hint}`;
    await note(tx, { actor, now }, "application_secret_end", { name: row.name, what });
    return viewApplication(tx, await found(tx, id), now);
  });
}
