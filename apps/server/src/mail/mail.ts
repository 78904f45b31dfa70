/** A mail before it is sent: plain paragraphs, at most one thing to do, and perhaps a code to type. */
export interface Mail {
  to: string;
  subject: string;
  paragraphs: readonly string[];
  action?: { label: string; url: string };
  code?: string;
  /** The last words: what to do if this was not you, how long a link works. */
  afterword?: string;
}

export interface RenderedMail {
  to: string;
  subject: string;
  text: string;
  html: string;
}

export function render(mail: Mail): RenderedMail {
  return { to: mail.to, subject: mail.subject, text: asText(mail), html: asHtml(mail) };
}

function asText({ paragraphs, action, code, afterword }: Mail): string {
  const parts = [...paragraphs];
  if (action) parts.push(`${action.label}:\n${action.url}`);
  if (code) parts.push(`Code: ${code}`);
  if (afterword) parts.push(afterword);
  return `${parts.join("\n\n")}\n`;
}

function asHtml({ subject, paragraphs, action, code, afterword }: Mail): string {
  const body = paragraphs.map((text) => `<p>${escape(text)}</p>`);
  if (action) {
    body.push(
      `<p><a href="${escape(action.url)}" style="display:inline-block;padding:12px 20px;border-radius:8px;background:#1f4fd8;color:#ffffff;text-decoration:none;font-weight:600">${escape(action.label)}</a></p>`,
    );
  }
  if (code) body.push(`<p style="font-size:28px;letter-spacing:4px;font-weight:600">${escape(code)}</p>`);
  if (afterword) body.push(`<p style="color:#555d6b;font-size:13px">${escape(afterword)}</p>`);
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>${escape(subject)}</title></head><body style="font-family:system-ui,sans-serif;font-size:15px;line-height:1.5;color:#14181f;background:#ffffff;margin:0;padding:24px"><div style="max-width:520px">${body.join("")}</div></body></html>`;
}

function escape(text: string): string {
  return text.replaceAll(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}
