/**
 * Lets the links of a mail open in a normal window. The policy below blocks remote images. A loaded image would
 * tell the sender that the mail was read.
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

/**
 * Makes all links open in a new window. Browsers use only the first `base` element, so a `base` in the mail has
 * no effect.
 */
export function withOutwardLinks(document: string): string {
  const head = /<head(\s[^>]*)?>/i;
  return head.test(document)
    ? document.replace(head, (tag) => tag + base)
    : `<!doctype html><meta charset="utf-8">${base}${document}`;
}
