import { call } from "@sallyport/contract/call";
import { defaultDays } from "@sallyport/contract/days";
import { changeLogo } from "@sallyport/contract/logo";
import { changeSettings, type ShownSettings, showSettings } from "@sallyport/contract/settings";
import type { SettingValues } from "@sallyport/contract/settings/list";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { asBase64 } from "../../form/as-base64.ts";
import { useProven } from "../../proof/use-proven.ts";

export const settingsKey = ["settings"] as const;

export function useSettings() {
  return useQuery({
    queryKey: settingsKey,
    queryFn: ({ signal }) => call(showSettings, {}, signal),
  });
}

export function useDefaultDays(): number {
  return useSettings().data?.values.defaultDays ?? defaultDays;
}

/** Returns the typed days. Before the user types, returns `given`, or else the default of the settings. */
export function useDays(given: number | null): [number | null, (days: number | null) => void] {
  const usual = useDefaultDays();
  const [typed, setTyped] = useState<number | null>();
  return [typed === undefined ? (given ?? usual) : typed, setTyped];
}

export interface SettingChanges {
  to: Partial<SettingValues>;
  from: Partial<SettingValues>;
}

export function useChangeSettings(onDone: (now: ShownSettings) => void) {
  const client = useQueryClient();
  return useProven(
    (body: SettingChanges) => call(changeSettings, { body }),
    (now) => {
      client.setQueryData(settingsKey, now);
      void client.invalidateQueries({ queryKey: ["about"] });
      onDone(now);
    },
  );
}

export function useSaveLogo(from: string | null, onDone: () => void) {
  return useLogoChange(async ({ picture }: { picture: File }) => asBase64(picture), { from, onDone });
}

export function useRemoveLogo(from: string | null, onDone: () => void) {
  return useLogoChange(() => Promise.resolve(null), { from, onDone });
}

function useLogoChange<Given = void>(
  read: (given: Given) => Promise<string | null>,
  { from, onDone }: { from: string | null; onDone: () => void },
) {
  const client = useQueryClient();
  return useProven(
    async (given: Given) => call(changeLogo, { body: { picture: await read(given), from } }),
    async () => {
      void client.invalidateQueries({ queryKey: ["about"] });
      await client.invalidateQueries({ queryKey: settingsKey });
      onDone();
    },
  );
}
