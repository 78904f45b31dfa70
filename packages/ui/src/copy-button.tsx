import { useEffect, useState } from "react";
import { Button, type ButtonVariant } from "./button.tsx";
import { Icon } from "./icon.tsx";

interface CopyButtonProps {
  text: string;
  label: string;
  variant?: ButtonVariant;
}

const shownForMilliseconds = 2000;

/** Puts `text` on the clipboard and says whether that worked. */
export function CopyButton({ text, label, variant = "secondary" }: CopyButtonProps) {
  const [outcome, setOutcome] = useState<"copied" | "refused">();

  useEffect(() => {
    if (outcome === undefined) return undefined;
    const timer = setTimeout(() => setOutcome(undefined), shownForMilliseconds);
    return () => clearTimeout(timer);
  }, [outcome]);

  async function copy() {
    try {
      await navigator.clipboard.writeText(text);
      setOutcome("copied");
    } catch {
      setOutcome("refused");
    }
  }

  return (
    <>
      <Button variant={variant} onClick={() => void copy()}>
        <Icon name={outcome === "copied" ? "check" : "copy"} />
        {label}
      </Button>
      <output className="visually-hidden">
        {outcome === "copied" ? "Copied." : null}
        {outcome === "refused" ? "The browser does not allow copying here." : null}
      </output>
    </>
  );
}
