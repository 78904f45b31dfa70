import { useEffect, useState } from "react";

const attentionMilliseconds = 10 * 60_000;
const signs = ["pointerdown", "pointermove", "keydown", "wheel", "focus"] as const;

/** False if the user has not touched the page for ten minutes. */
export function useAttention(): boolean {
  const [isAttentive, setAttentive] = useState(true);
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const notice = () => {
      setAttentive(true);
      clearTimeout(timer);
      timer = setTimeout(() => setAttentive(false), attentionMilliseconds);
    };
    notice();
    for (const sign of signs) window.addEventListener(sign, notice, { passive: true });
    return () => {
      clearTimeout(timer);
      for (const sign of signs) window.removeEventListener(sign, notice);
    };
  }, []);
  return isAttentive;
}
