import { randomUUID } from "node:crypto";
import { addApplication as contract } from "@sallyport/contract/applications/applications";
import { templates } from "@sallyport/contract/applications/templates/templates";
import type { Reply } from "@sallyport/contract/endpoint";
import { carryOut } from "../accounts/carry-out.ts";
import type { Actor } from "../accounts/parts.ts";
import { Refused } from "../core/refusal.ts";
import type { Queryable } from "../database/database.ts";
import { type ApplicationsParts, found, note } from "./applications.ts";
import { insertApplication, isNameTaken, storeAddresses } from "./changes.repository.ts";
import { fillIn, proxyPaths } from "./rules/addresses.ts";
import { insertSecret } from "./secrets.repository.ts";
import { newSecret, secretColumns } from "./secrets.ts";
import { viewApplication } from "./view-application.ts";

const longestName = 60;

interface NewApplication {
  which: string;
  address: string;
  name?: string | undefined;
}

/** Until an administrator chooses groups, no user can log in to the application. */
export function addApplication(
  parts: ApplicationsParts,
  given: Actor,
  { which, address, name }: NewApplication,
): Promise<Reply<typeof contract>> {
  const chosen = chosenKind(which);
  return carryOut(parts, { actor: given, what: contract.summary }, async ({ tx, actor, now }) => {
    const isProxy = chosen.kind === "proxy";
    const base = chosen.address ?? address;
    const { origin } = new URL(base);
    const { launchAddress, callbackAddresses, afterLogoutAddresses, logoutAddress } = isProxy
      ? { ...fillIn(origin, proxyPaths), launchAddress: base }
      : fillIn(base, chosen);
    const row = await insertApplication(tx, {
      id: randomUUID(),
      name: name ?? (await usualName(tx, chosen.name, base)),
      template: chosen.key,
      kind: chosen.kind,
      client_type: chosen.clientType,
      launch_address: launchAddress,
      second_factor: "account",
      open_to: "groups",
      keeps_access: chosen.keepsAccess ? 1 : 0,
      logout_address: logoutAddress,
      created_at: now,
    });
    await storeAddresses(tx, row.id, "callback", callbackAddresses);
    await storeAddresses(tx, row.id, "after-logout", afterLogoutAddresses);
    // A public application runs in the browser, so scripts of its own origin may ask for tokens.
    if (chosen.clientType === "public") await storeAddresses(tx, row.id, "origin", [origin]);
    // For an application behind a proxy, the server itself is the relying party, so no secret is needed.
    const secret = isProxy || chosen.clientType === "public" ? null : newSecret();
    if (secret !== null)
      await insertSecret(tx, {
        ...secretColumns(secret),
        application_id: row.id,
        created_at: now,
        expires_at: null,
      });
    await note(tx, { actor, now }, "application_create", { name: row.name, what: base });
    return { application: await viewApplication(tx, await found(tx, row.id), now), secret };
  });
}

const withoutTemplate = {
  key: null,
  name: null,
  address: undefined,
  callbackPaths: [],
  launchPath: "",
  keepsAccess: false,
};

function chosenKind(which: string) {
  if (which === "other") return { ...withoutTemplate, kind: "openid", clientType: "confidential" } as const;
  if (which === "proxy") return { ...withoutTemplate, kind: "proxy", clientType: "confidential" } as const;
  const template = templates.find(({ key }) => key === which);
  if (!template) throw new Refused("invalid-request", { fields: [unknownTemplate] });
  return template;
}

const unknownTemplate = { path: "which", message: "Choose an application of the list." };

async function usualName(tx: Queryable, name: string | null, address: string): Promise<string> {
  const host = new URL(address).host.replace(/^www\./, "");
  if (name === null) return host.slice(0, longestName);
  return (await isNameTaken(tx, name)) ? `${name} (${host})`.slice(0, longestName) : name;
}
