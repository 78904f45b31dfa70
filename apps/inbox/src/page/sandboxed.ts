/**
 * Shows a mail's HTML in a sandbox that allows only links, which open as normal pages. Remote images and styles are
 * blocked, so the sender can't see that the mail was read.
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

/** Makes links open outside the frame. This `base` comes first, so it overrides any in the mail. */
export function withOutwardLinks(document: string): string {
  const head = /<head(\s[^>]*)?>/i;
  return head.test(document)
    ? document.replace(head, (tag) => tag + base)
    : `<!doctype html><meta charset="utf-8">${base}${document}`;
}
