/** A `ref` that takes the focus, because the pressed button disappeared with the previous step. */
export function beginHere(element: HTMLElement | null): void {
  element?.focus();
}
