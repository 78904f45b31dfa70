/** As a `ref`: takes the focus, since what was pressed before has gone with its step. */
export function beginHere(element: HTMLElement | null): void {
  element?.focus();
}
