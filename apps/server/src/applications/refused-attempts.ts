import { ApplicationOrigin, RegisteredAddress } from "@sallyport/contract/applications/addresses";
import * as contract from "@sallyport/contract/applications/applications";
import type { Reply } from "@sallyport/contract/endpoint";
import { carryOut } from "../accounts/carry-out.ts";
import type { Actor } from "../accounts/parts.ts";
import { instant, instantOrNull } from "../core/clock.ts";
import { Refused } from "../core/refusal.ts";
import type { ApplicationAddressRow, ApplicationRefusalRow } from "../database/schema.ts";
import { readAtOneMoment } from "../database/transactions.ts";
import type { Application } from "./applications.repository.ts";
import { type ApplicationsParts, found, note } from "./applications.ts";
import { storeAddresses } from "./changes.repository.ts";
import { deleteRefusalsOf, findRefusals } from "./refusals.repository.ts";
import { isOfApplication } from "./rules/addresses.ts";
import { changeableOf, viewApplication } from "./view-application.ts";

export function listRefusals(
  { database }: Pick<ApplicationsParts, "database">,
  _actor: Actor,
  { id }: { id: string },
): Promise<Reply<typeof contract.listRefusals>> {
  return readAtOneMoment(database, async (tx) => {
    const application = await found(tx, id);
    const refusals = await findRefusals(tx, id);
    return {
      firstLoginAt: instantOrNull(application.row.first_login_at),
      refusals: refusals.map((refusal) => ({
        id: refusal.id,
        at: instant(refusal.at),
        reason: reasonOf(refusal),
        detail: refusal.detail,
        canAllow: addressToAllow(application, refusal) !== null,
      })),
    };
  });
}

export function allowAddress(
  parts: ApplicationsParts,
  given: Actor,
  { id, refusal: refusalId }: { id: string; refusal: string },
): Promise<contract.Application> {
  const attempt = { actor: given, what: contract.allowAddress.summary };
  return carryOut(parts, attempt, async ({ tx, actor, now }) => {
    const application = await found(tx, id);
    const refusal = (await findRefusals(tx, id)).find((each) => each.id === refusalId);
    if (!refusal) throw new Refused("not-found");
    const allowed = addressToAllow(application, refusal);
    if (!allowed) throw new Refused("address-not-allowed");
    const { kind, address } = allowed;
    await storeAddresses(tx, id, kind, [...application.addresses[kind], address]);
    await deleteRefusalsOf(tx, id, refusal);
    const { name } = application.row;
    await note(tx, { actor, now }, "application_address_allow", { name, what: address });
    return viewApplication(tx, await found(tx, id), now);
  });
}

const kinds: Partial<Record<contract.RefusalReason, ApplicationAddressRow["kind"]>> = {
  "callback-address": "callback",
  "address-after-logout": "after-logout",
  origin: "origin",
};

/**
 * Returns null if the address can't be registered, or if its origin isn't one of the application's. Any caller can send
 * an address, so an administrator must type an address of another origin.
 */
function addressToAllow(
  application: Application,
  refusal: ApplicationRefusalRow,
): { kind: ApplicationAddressRow["kind"]; address: string } | null {
  const kind = kinds[reasonOf(refusal)];
  if (kind === undefined || application.row.kind === "proxy") return null;
  const schema = kind === "origin" ? ApplicationOrigin : RegisteredAddress;
  const { success, data } = schema.safeParse(refusal.detail);
  const isAsSent = success && data === refusal.detail;
  const isFull = application.addresses[kind].length >= contract.mostAddresses;
  // defence: AT-131
  if (!isAsSent || isFull || !isOfApplication(data, changeableOf(application))) return null;
  return { kind, address: data };
}

/** A newer version of the server can have stored a reason that this version doesn't know. */
function reasonOf({ reason }: ApplicationRefusalRow): contract.RefusalReason {
  return contract.refusalReasons.find((known) => known === reason) ?? "other";
}
