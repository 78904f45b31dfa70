import { settingDetail } from "@sallyport/contract/activity-settings";
import type { Received } from "@sallyport/contract/endpoint";
import * as contract from "@sallyport/contract/settings";
import { type SettingName, settings } from "@sallyport/contract/settings/list";
import { carryOut } from "../accounts/carry-out.ts";
import type { Actor } from "../accounts/parts.ts";
import { endBypassCodes } from "../accounts/users/end-bypass-codes.ts";
import { record } from "../activity/activity.ts";
import { type Clock, instant } from "../core/clock.ts";
import { Refused } from "../core/refusal.ts";
import type { Database } from "../database/database.ts";
import type { StoredSetting } from "../database/schema.ts";
import { moveReminders } from "../deadlines/reminder-hours.repository.ts";
import { requireProof } from "../sessions/require-proof.ts";
import type { KeptSettings } from "./kept-settings.ts";
import { showLogo } from "./logo/logo.ts";
import { changeSessionLimits } from "./session-limits.ts";
import { storeSetting } from "./settings.repository.ts";

export interface SettingsParts {
  database: Database;
  clock: Clock;
  keptSettings: KeptSettings;
}

type Changes = Received<typeof contract.changeSettings>["body"];

export async function changeSettings(
  parts: SettingsParts,
  given: Actor,
  { from, to }: Changes,
): Promise<contract.ShownSettings> {
  const { keptSettings } = parts;
  await carryOut(
    parts,
    { actor: given, what: contract.changeSettings.summary },
    async ({ tx, actor, now }) => {
      const { values, rows } = await keptSettings.valuesIn(tx);
      const names = (Object.keys(to) as SettingName[]).filter((name) => !isSame(to[name], values[name]));
      for (const name of names) {
        // defence: AT-96 fixed
        if (keptSettings.fixed.includes(name)) throw new Refused("setting-fixed");
        // defence: AT-96 seen
        if (!isSame(from[name], values[name])) throw new Refused("changed-meanwhile", lastChange(rows, name));
      }
      // defence: AT-96 proof
      if (names.some((name) => settings[name].isProtecting)) requireProof(actor.caller, "second-factor", now);
      if (names.includes("reminderHours")) await moveReminders(tx, to.reminderHours ?? [], now);
      const { account } = actor.caller;
      if (names.includes("bypassCodes"))
        await endBypassCodes(tx, { by: account, address: actor.visit.address, now });
      for (const name of names) {
        const value = JSON.stringify(to[name]);
        await storeSetting(tx, { name, value, changed_at: now, changed_by: account.name });
        const detail = settingDetail(name, values[name], to[name]);
        const { address } = actor.visit;
        await record(tx, { at: now, kind: "setting_change", actor: account, detail, address });
      }
      await changeSessionLimits(tx, (await keptSettings.valuesIn(tx)).values, now);
    },
  );
  await keptSettings.refresh();
  return showSettings(parts);
}

export async function showSettings({
  database,
  keptSettings,
}: SettingsParts): Promise<contract.ShownSettings> {
  const { values, rows } = await keptSettings.valuesIn(database);
  const logo = await showLogo(database);
  const changes = rows
    .filter(({ name }) => Object.hasOwn(settings, name))
    .map(({ name, changed_at: at, changed_by: by }) => ({ name: name as SettingName, at: instant(at), by }));
  return { values, fixed: keptSettings.fixed, logo, changes };
}

function lastChange(rows: readonly StoredSetting[], name: SettingName) {
  const row = rows.find((one) => one.name === name);
  return row ? { lastChange: { at: instant(row.changed_at), by: row.changed_by } } : {};
}

function isSame(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}
