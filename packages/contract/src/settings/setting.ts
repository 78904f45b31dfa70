import type { z } from "../zod.ts";

export const settingGroups = {
  organisation: "Organisation",
  mfa: "Multi-factor authentication",
  waits: "Wrong passwords and codes",
  sessions: "Sessions",
  activity: "Activity",
} as const;
export type SettingGroup = keyof typeof settingGroups;

export interface Setting<Value = unknown> {
  group: SettingGroup;
  /** The name of the environment variable. While the variable is set, the console can't change the setting. */
  variable: string;
  title: string;
  /** Says what the setting does and what it protects. */
  about: string;
  schema: z.ZodMiniType<Value>;
  /** The value in a new installation. */
  standard: Value;
  /** True if a change needs reauthentication with a second factor. */
  isProtecting: boolean;
  /** Reads the text of the environment variable. The schema then checks the result. */
  fromText: (text: string) => unknown;
}

export function setting<Schema extends z.ZodMiniType>(
  schema: Schema,
  rest: Omit<Setting<z.output<Schema>>, "schema">,
): Omit<Setting<z.output<Schema>>, "schema"> & { schema: Schema } {
  return { schema, ...rest };
}
