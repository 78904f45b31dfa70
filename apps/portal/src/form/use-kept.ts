import type { Me } from "@sallyport/contract/sign-in";
import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useMemo, useState } from "react";
import { useLocation, useOutletContext } from "react-router";
import { forgetTyping, type KeptForm, keepTyping, keptTyping } from "../api/kept-typing.ts";
import { isInside } from "../api/whereabouts.ts";
import type { Schema } from "./read-form.ts";

/** Where a form of the person inside is kept; null before the login. */
export function useKeptForm(form: string | undefined): KeptForm | null {
  // Forms of the way in stand outside the layouts that say who is inside.
  const me = useOutletContext<Me | null | undefined>();
  const { pathname } = useLocation();
  const [realm, accountId] = [me?.realm, me?.id];
  return useMemo(
    () => (realm && accountId && form !== undefined ? { realm, accountId, pathname, form } : null),
    [realm, accountId, pathname, form],
  );
}

/** What is kept of a form, if it has the shape that the form needs. */
export function readKept<Value>(kept: KeptForm | null, schema: Schema<Value>): Value | undefined {
  const read = schema.safeParse(kept ? keptTyping(kept) : undefined);
  return read.success ? read.data : undefined;
}

/** Forgets a form when the person leaves it, but not when it goes because their session has ended. */
export function useForgetOnLeaving(kept: KeptForm | null): void {
  const client = useQueryClient();
  useEffect(
    () => () => {
      if (kept && isInside(client, kept)) forgetTyping(kept);
    },
    [client, kept],
  );
}

/** As `useState`, for what is chosen or typed in a form, and kept in this tab until the form is left, or has been sent. */
export function useKeptState<Value>(form: string, schema: Schema<Value>, initial: Value) {
  const kept = useKeptForm(form);
  const [value, setValue] = useState(() => readKept(kept, schema) ?? initial);
  const isTouched = JSON.stringify(value) !== JSON.stringify(initial);
  useForgetOnLeaving(kept);
  useEffect(() => {
    if (kept && isTouched) keepTyping(kept, value);
    else if (kept) forgetTyping(kept);
  }, [kept, value, isTouched]);
  const forget = () => void (kept && forgetTyping(kept));
  return [value, setValue, forget] as const;
}

/** Whether a pop-up is open: at first, if something that was typed in it is kept. */
export function useKeptOpen(form: string) {
  const isKept = useIsKept();
  return useState(() => isKept(form));
}

/** Tells of which forms on this page something is kept. */
export function useIsKept(): (form: string) => boolean {
  const page = useKeptForm("");
  return (form) => page !== null && keptTyping({ ...page, form }) !== undefined;
}
