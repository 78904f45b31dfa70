import { html, type Markup } from "./markup.ts";

const link = /(https?:\/\/[^\s<>"]*[^\s<>".,;:!?)\]}'])/;

/** Turns web addresses in plain text into links. A full stop or bracket after an address is not part of it. */
export function linkedText(text: string): Markup[] {
  // `split` returns the captured groups at odd indexes.
  return text
    .split(link)
    .map((piece, index) =>
      index % 2 === 1
        ? html`<a href="${piece}" target="_blank" rel="noopener noreferrer">${piece}</a>`
        : html`${piece}`,
    );
}
