/** The colours of `packages/ui`, as inline styles, because many mail programs drop style sheets. */
export const inline = {
  page: "margin:0;padding:0;background:#f6f7f9;color:#14171c;font:16px/1.5 system-ui,-apple-system,'Segoe UI',Roboto,Arial,sans-serif",
  column: "max-width:560px;margin:0 auto;padding:16px;overflow-wrap:anywhere;word-break:break-word",
  card: "padding:24px;border:1px solid #dde1e7;border-radius:8px;background:#ffffff",
  brand: "margin:0 0 24px;font-weight:600;color:#14171c",
  doorBehind:
    "display:inline-block;width:12px;height:18px;border-radius:6px 6px 0 0;background:#97a6ff;vertical-align:-3px",
  doorBefore:
    "display:inline-block;width:12px;height:16px;margin:0 8px 0 -7px;border-radius:6px 6px 0 0;background:#3348c8;vertical-align:-3px",
  heading: "margin:0 0 16px;font-size:22px;line-height:1.3;font-weight:600",
  paragraph: "margin:0 0 16px",
  button:
    "display:inline-block;padding:12px 20px;border-radius:8px;background:#3348c8;color:#ffffff;text-decoration:none;font-weight:600",
  code: "margin:0 0 16px;font:600 28px/1.3 ui-monospace,Menlo,Consolas,monospace;letter-spacing:4px",
  small: "margin:0 0 16px;font-size:14px;color:#545c69",
  link: "color:#3348c8",
  footer: "padding:16px 24px;font-size:13px;color:#545c69",
} as const;

export const darkTheme = `
:root { color-scheme: light dark; supported-color-schemes: light dark; }
@media (prefers-color-scheme: dark) {
  .page { background: #0f1115 !important; color: #eceef2 !important; }
  .card { background: #171a20 !important; border-color: #2c313b !important; }
  .brand { color: #eceef2 !important; }
  .muted { color: #a3abb8 !important; }
  .link { color: #97a6ff !important; }
  .button { background: #97a6ff !important; color: #10132b !important; }
  .behind { background: #545c9c !important; }
  .before { background: #97a6ff !important; }
}
`;
