import { z } from "@sallyport/contract/zod";
import { useState } from "react";
import { forgetTyping, keepTyping } from "../api/kept-typing.ts";
import { readKept, useForgetOnLeaving, useKeptForm } from "./use-kept.ts";

const Texts = z.record(z.string(), z.string());

export function useKeptFields(keeps: { form: string; fields: readonly string[] } | undefined) {
  const kept = useKeptForm(keeps?.form);
  const [texts] = useState(() => ({ ...readKept(kept, Texts) }));
  useForgetOnLeaving(kept);

  const isKept = (name: string) => keeps?.fields.includes(name) ?? false;

  function watch(name: string, input: HTMLInputElement): () => void {
    if (!kept || !isKept(name) || input.type === "password") return () => undefined;
    const keep = () => {
      texts[name] = input.value;
      keepTyping(kept, texts);
    };
    input.addEventListener("input", keep);
    return () => input.removeEventListener("input", keep);
  }

  return {
    watch,
    forget: () => void (kept && forgetTyping(kept)),
    initial: (name: string) =>
      isKept(name) && texts[name] !== undefined ? { defaultValue: texts[name] } : {},
  };
}
