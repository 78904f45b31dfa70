import type { Me } from "@sallyport/contract/sign-in";
import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useLayoutEffect, useMemo, useState } from "react";
import { useLocation, useOutletContext } from "react-router";
import { forgetTyping, type KeptForm, keepTyping, keptTyping } from "../api/kept-typing.ts";
import { isInside } from "../api/whereabouts.ts";
import type { Schema } from "./read-form.ts";

export function useKeptForm(form: string | undefined): KeptForm | null {
  // `me` is missing outside of the layouts of logged-in pages.
  const me = useOutletContext<Me | null | undefined>();
  const { pathname } = useLocation();
  const [realm, accountId] = [me?.realm, me?.id];
  return useMemo(
    () => (realm && accountId && form !== undefined ? { realm, accountId, pathname, form } : null),
    [realm, accountId, pathname, form],
  );
}

export function readKept<Value>(kept: KeptForm | null, schema: Schema<Value>): Value | undefined {
  const read = schema.safeParse(kept ? keptTyping(kept) : undefined);
  return read.success ? read.data : undefined;
}

export function useForgetOnLeaving(kept: KeptForm | null): void {
  const client = useQueryClient();
  useLayoutEffect(
    () => () => {
      if (kept && isInside(client, kept)) forgetTyping(kept);
    },
    [client, kept],
  );
}

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

export function useKeptOpen(form: string) {
  const isKept = useIsKept();
  return useState(() => isKept(form));
}

export function useIsKept(): (form: string) => boolean {
  const page = useKeptForm("");
  return (form) => page !== null && keptTyping({ ...page, form }) !== undefined;
}
