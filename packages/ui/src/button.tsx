import type { ComponentProps, MouseEvent } from "react";
import css from "./button.module.css";
import { Link } from "./link.tsx";
import { Spinner } from "./spinner.tsx";

/**
 * `primary`: one per screen. `quiet`: no border until hover. `danger`: opens a confirmation before something is
 * removed. `destroy`: removes it.
 */
export type ButtonVariant = "primary" | "secondary" | "quiet" | "danger" | "destroy";

interface ButtonProps extends ComponentProps<"button"> {
  variant?: ButtonVariant;
  /** Shows that the action is in progress. The button keeps the focus and ignores further presses. */
  isBusy?: boolean;
}

/** A `<button>`. Its default type is `button`. */
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

/** A link that looks like a button. */
export function LinkButton({
  variant = "secondary",
  ...rest
}: ComponentProps<typeof Link> & { variant?: ButtonVariant }) {
  return <Link {...rest} className={css.button} data-variant={variant} />;
}
