import type * as applications from "@sallyport/contract/applications/applications";
import {
  type ApplicationChanges,
  changeApplication as contract,
} from "@sallyport/contract/applications/applications";
import { quoted } from "@sallyport/contract/quoted-names";
import { carryOut } from "../accounts/carry-out.ts";
import type { Actor } from "../accounts/parts.ts";
import { Refused } from "../core/refusal.ts";
import type { Queryable } from "../database/database.ts";
import { requireProof } from "../sessions/require-proof.ts";
import { groupNames, storeGroups } from "./application-groups.repository.ts";
import { type ApplicationsParts, found, note } from "./applications.ts";
import { storeAddresses, storeApplication } from "./changes.repository.ts";
import { fillIn, isOfApplication, proxyPaths } from "./rules/addresses.ts";
import { type Changeable, isEased, whatChanged } from "./rules/easing.ts";
import { deleteSecretsOf } from "./secrets.repository.ts";
import { applicationVersion, changeableOf, viewApplication } from "./view-application.ts";

const longestDetail = 2000;

export function changeApplication(
  parts: ApplicationsParts,
  given: Actor,
  { id, version, name, ...changes }: ApplicationChanges & { id: string },
): Promise<applications.Application> {
  return carryOut(parts, { actor: given, what: contract.summary }, async ({ tx, actor, now }) => {
    const application = await found(tx, id);
    if (version !== undefined && version !== applicationVersion(application))
      throw new Refused("changed-meanwhile");
    const before = changeableOf(application);
    const next = nextOf(application.row.kind, before, changes);
    const names = await groupNames(tx, [...before.groups, ...next.groups]);
    refuseMistakes(next, names);
    if (isEased(before, next)) requireProof(actor.caller, "second-factor", now);
    const named = (one: Changeable) => ({
      ...one,
      groups: one.groups.map((group) => names.get(group) ?? group),
    });
    const what = whatChanged(named(before), named(next));
    if (name !== undefined && name !== application.row.name) what.unshift(`name: ${quoted(name)}`);
    if (what.length > 0) {
      await store(tx, id, next, name ?? application.row.name);
      await note(tx, { actor, now }, "application_change", {
        name: application.row.name,
        what: what.join("; ").slice(0, longestDetail),
      });
    }
    return viewApplication(tx, await found(tx, id), now);
  });
}

type Given = Omit<ApplicationChanges, "version" | "name">;

/** Changes only the given fields. */
function nextOf(kind: "openid" | "proxy", before: Changeable, given: Given): Changeable {
  const changed = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined));
  const next: Changeable = { ...before, ...changed };
  if (kind === "openid") return next;
  if (next.launchAddress === null) throw invalid("launchAddress", "Enter the application's address.");
  // Behind a proxy, only these fields can change. The callback address follows from the application's address.
  return {
    ...before,
    launchAddress: next.launchAddress,
    callbackAddresses: fillIn(new URL(next.launchAddress).origin, proxyPaths).callbackAddresses,
    openTo: next.openTo,
    groups: next.groups,
    secondFactor: next.secondFactor,
  };
}

function refuseMistakes(next: Changeable, groups: ReadonlyMap<string, string>): void {
  if (next.groups.some((group) => !groups.has(group)))
    throw invalid("groups", "One of these groups was deleted. Choose the groups again.");
  // The server sends requests to this address, so the address must belong to the application (CVE-2026-55671).
  if (next.logoutAddress !== null && !isOfApplication(next.logoutAddress, next))
    throw invalid("logoutAddress", "Use the same host as the application's address or a callback address.");
}

function invalid(path: string, message: string): Refused {
  return new Refused("invalid-request", { fields: [{ path, message }] });
}

async function store(tx: Queryable, id: string, next: Changeable, name: string): Promise<void> {
  await storeApplication(tx, id, {
    name,
    client_type: next.clientType,
    launch_address: next.launchAddress,
    logout_address: next.logoutAddress,
    keeps_access: next.keepsAccess ? 1 : 0,
    open_to: next.openTo,
    second_factor: next.secondFactor,
  });
  await storeAddresses(tx, id, "callback", next.callbackAddresses);
  await storeAddresses(tx, id, "after-logout", next.afterLogoutAddresses);
  await storeAddresses(tx, id, "origin", next.origins);
  await storeGroups(tx, id, next.groups);
  if (next.clientType === "public") await deleteSecretsOf(tx, id);
}
