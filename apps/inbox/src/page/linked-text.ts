import { html, type Markup } from "./markup.ts";

const link = /(https?:\/\/[^\s<>"]*[^\s<>".,;:!?)\]}'])/;

/** Plain text with its web addresses as links; a full stop or bracket behind an address is not part of it. */
export function linkedText(text: string): Markup[] {
  // A captured group lands at the odd places of what `split` returns.
  return text
    .split(link)
    .map((piece, index) =>
      index % 2 === 1
        ? html`<a href="${piece}" target="_blank" rel="noopener noreferrer">${piece}</a>`
        : html`${piece}`,
    );
}
