import { endpoint } from "./endpoint.ts";
import { ShownLogo } from "./logo.ts";
import { SettingValues, settingNames } from "./settings/list.ts";
import { Instant } from "./text.ts";
import { z } from "./zod.ts";

export const ShownSettings = z.object({
  values: SettingValues,
  /** The settings whose values come from the server's environment. The console can't change them. */
  fixed: z.array(z.enum(settingNames)),
  logo: z.nullable(ShownLogo),
  changes: z.array(z.object({ name: z.enum(settingNames), at: Instant, by: z.string() })),
});
export type ShownSettings = z.infer<typeof ShownSettings>;

export const showSettings = endpoint({
  method: "GET",
  path: "/api/admin/settings",
  summary: "Show the settings",
  asks: "administrator",
  atLeast: "read-only",
  reply: ShownSettings,
});

/** If a setting protects accounts, a change of it needs reauthentication with a second factor. */
export const changeSettings = endpoint({
  method: "PUT",
  path: "/api/admin/settings",
  summary: "Change settings",
  asks: "administrator",
  atLeast: "owner",
  proof: "strongest-factor",
  body: z.object({
    to: z.partial(SettingValues),
    /** The old values that the caller saw. If one of them has changed since, the server refuses the change. */
    from: z.partial(SettingValues),
  }),
  reply: ShownSettings,
});
