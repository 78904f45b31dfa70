import type { Me } from "@sallyport/contract/sign-in";
import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useMemo, useState } from "react";
import { useLocation, useOutletContext } from "react-router";
import { forgetTyping, type KeptForm, keepTyping, keptTyping } from "../api/kept-typing.ts";
import { isInside } from "../api/whereabouts.ts";
import type { Schema } from "./read-form.ts";

/** The storage key of a form of the current user; null before the login. */
export function useKeptForm(form: string | undefined): KeptForm | null {
  // Forms of the login are outside the layouts that provide the current user.
  const me = useOutletContext<Me | null | undefined>();
  const { pathname } = useLocation();
  const [realm, accountId] = [me?.realm, me?.id];
  return useMemo(
    () => (realm && accountId && form !== undefined ? { realm, accountId, pathname, form } : null),
    [realm, accountId, pathname, form],
  );
}

/** The kept text of a form, if its shape is valid. */
export function readKept<Value>(kept: KeptForm | null, schema: Schema<Value>): Value | undefined {
  const read = schema.safeParse(kept ? keptTyping(kept) : undefined);
  return read.success ? read.data : undefined;
}

/** Forgets a form's text when the user leaves the form, but not when the session ends. */
export function useForgetOnLeaving(kept: KeptForm | null): void {
  const client = useQueryClient();
  useEffect(
    () => () => {
      if (kept && isInside(client, kept)) forgetTyping(kept);
    },
    [client, kept],
  );
}

/** Like `useState`, for text or a choice in a form. This tab keeps it until the form is left or sent. */
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

/** Whether a dialog is open. It starts open if text typed in it was kept. */
export function useKeptOpen(form: string) {
  const isKept = useIsKept();
  return useState(() => isKept(form));
}

/** Tells whether text of a form on this page was kept. */
export function useIsKept(): (form: string) => boolean {
  const page = useKeptForm("");
  return (form) => page !== null && keptTyping({ ...page, form }) !== undefined;
}
