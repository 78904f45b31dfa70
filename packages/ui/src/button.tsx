import type { ComponentProps, MouseEvent } from "react";
import css from "./button.module.css";
import { Link } from "./link.tsx";
import { Spinner } from "./spinner.tsx";

/**
 * - `primary`: the main action, at most one on a screen.
 * - `quiet`: has no border until hover.
 * - `danger`: opens a confirm dialog.
 * - `destroy`: confirms the action in the dialog.
 */
export type ButtonVariant = "primary" | "secondary" | "quiet" | "danger" | "destroy";

interface ButtonProps extends ComponentProps<"button"> {
  variant?: ButtonVariant;
  /** A busy button shows a spinner, keeps the focus and ignores presses. */
  isBusy?: boolean;
}

/** The default type is `button`, because HTML's default type would submit the form. */
export function Button({
  variant = "secondary",
  isBusy = false,
  type = "button",
  onClick,
  children,
  ...rest
}: ButtonProps) {
  function press(event: MouseEvent<HTMLButtonElement>) {
    if (isBusy) event.preventDefault();
    else onClick?.(event);
  }
  return (
    <button
      {...rest}
      type={type}
      className={css.button}
      data-variant={variant}
      aria-disabled={isBusy || undefined}
      aria-busy={isBusy || undefined}
      onClick={press}
    >
      {isBusy ? <Spinner /> : null}
      {children}
    </button>
  );
}

export function LinkButton({
  variant = "secondary",
  ...rest
}: ComponentProps<typeof Link> & { variant?: ButtonVariant }) {
  return <Link {...rest} className={css.button} data-variant={variant} />;
}
