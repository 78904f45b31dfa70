import { useEffect, useState } from "react";
import { Button, type ButtonVariant } from "./button.tsx";
import css from "./copy-button.module.css";
import { Icon } from "./icon.tsx";

interface CopyButtonProps {
  text: string;
  label: string;
  variant?: ButtonVariant;
}

const shownForMilliseconds = 2000;

/** A button that copies a text. Screen readers read a message after success and after failure. */
export function CopyButton({ text, label, variant = "secondary" }: CopyButtonProps) {
  const [outcome, setOutcome] = useState<"copied" | "refused">();

  useEffect(() => {
    if (outcome !== "copied") return undefined;
    const timer = setTimeout(() => setOutcome(undefined), shownForMilliseconds);
    return () => clearTimeout(timer);
  }, [outcome]);

  async function copy() {
    setOutcome(undefined);
    try {
      await navigator.clipboard.writeText(text);
      setOutcome("copied");
    } catch {
      setOutcome("refused");
    }
  }

  return (
    <div className={css.copy}>
      <Button variant={variant} onClick={() => void copy()}>
        <Icon name={outcome === "copied" ? "check" : "copy"} />
        {label}
      </Button>
      <output className={outcome === "refused" ? css.refused : "visually-hidden"}>
        {outcome === "copied" ? "Copied." : null}
        {outcome === "refused" ? "Not copied: the browser does not allow it here." : null}
      </output>
    </div>
  );
}
