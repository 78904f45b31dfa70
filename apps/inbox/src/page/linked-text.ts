import { html, type Markup } from "./markup.ts";

const link = /(https?:\/\/[^\s<>"]*[^\s<>".,;:!?)\]}'])/;

export function linkedText(text: string): Markup[] {
  return text
    .split(link)
    .map((piece, index) =>
      index % 2 === 1
        ? html`<a href="${piece}" target="_blank" rel="noopener noreferrer">${piece}</a>`
        : html`${piece}`,
    );
}
