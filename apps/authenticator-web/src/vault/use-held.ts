import { registration, rememberAccounts } from "@sallyport/contract/authenticator";
import { call } from "@sallyport/contract/call";
import { useQuery } from "@tanstack/react-query";
import { useEffect } from "react";
import { heldMark, setHeldMark } from "./held-mark.ts";
import { askToKeepStorage } from "./keep-storage.ts";
import type { Contents } from "./vault.ts";

export function useNoteHeld(contents: Contents | undefined): void {
  const areHeld = contents !== undefined && !isEmpty(contents);
  useEffect(() => {
    if (!areHeld) return;
    void noteHeld();
    // Before the installation, browsers often refuse lasting storage. An installed app therefore asks the
    // browser again.
    if (window.matchMedia("(display-mode: standalone)").matches) askToKeepStorage();
  }, [areHeld]);
}

export function useWereCleared(): boolean {
  const mark = heldMark();
  const { data } = useQuery({
    queryKey: ["registration"],
    queryFn: ({ signal }) => call(registration, {}, signal),
    enabled: mark === undefined,
  });
  useEffect(() => {
    if (mark === "emptied") void forgetHeld();
  }, [mark]);
  if (mark !== undefined) return mark !== "emptied";
  return data?.at === "verified" && data.holdsAccounts === true;
}

/**
 * Call this after the user has deleted the last account. Also call this after the user has confirmed that the
 * accounts are lost.
 */
export async function forgetHeld(): Promise<void> {
  setHeldMark("emptied");
  if ((await isTold(false)) && heldMark() === "emptied") setHeldMark(undefined);
}

export function isEmpty({ accounts, unreadable }: Contents): boolean {
  return accounts.length + unreadable.length === 0;
}

async function noteHeld(): Promise<void> {
  if (heldMark() === "told") return;
  setHeldMark("held");
  if ((await isTold(true)) && heldMark() === "held") setHeldMark("told");
}

async function isTold(areHeld: boolean): Promise<boolean> {
  try {
    await call(rememberAccounts, { body: { areHeld } });
    return true;
  } catch {
    return false;
  }
}
