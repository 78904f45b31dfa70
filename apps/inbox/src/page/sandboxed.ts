/**
 * The sandbox for a mail's HTML. Links open in a normal window. Remote images are blocked, because they tell the
 * sender that the mail was read.
 */
export const sandbox = "allow-popups allow-popups-to-escape-sandbox";

export const sandboxedPolicy = [
  "default-src 'none'",
  "style-src 'unsafe-inline'",
  "img-src data:",
  "base-uri 'self'",
  "form-action 'none'",
  "frame-ancestors 'self'",
  `sandbox ${sandbox}`,
].join("; ");

const base = '<base target="_blank">';

/** Makes links open outside the frame. Browsers use only the first `target`, so the mail can't change it. */
export function withOutwardLinks(document: string): string {
  const head = /<head(\s[^>]*)?>/i;
  return head.test(document)
    ? document.replace(head, (tag) => tag + base)
    : `<!doctype html><meta charset="utf-8">${base}${document}`;
}
