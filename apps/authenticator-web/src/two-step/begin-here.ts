/** Moves the focus to the new step, because the pressed button has disappeared with the previous step. */
export function beginHere(element: HTMLElement | null): void {
  element?.focus();
}
