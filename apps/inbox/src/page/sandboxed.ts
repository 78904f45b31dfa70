/**
 * The mail's own HTML runs in a frame that may do nothing but open links, which then are ordinary pages again.
 * Remote pictures and styles stay away: a mail does not learn that it was read.
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

/** Links open outside the frame: the first `base` of a document wins over any that the mail brings. */
export function withOutwardLinks(document: string): string {
  const head = /<head(\s[^>]*)?>/i;
  return head.test(document)
    ? document.replace(head, (tag) => tag + base)
    : `<!doctype html><meta charset="utf-8">${base}${document}`;
}
