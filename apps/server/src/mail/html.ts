import { helpSentence, type Letterhead } from "./letterhead.ts";
import type { Mail } from "./mail.ts";
import { darkTheme, inline } from "./style.ts";
import { type Script, say, type Text, written } from "./text.ts";

const script: Script = {
  words: (text) => escape(text),
  rightToLeft: (markup) => `<bdi>${markup}</bdi>`,
};

/** The HTML has no pictures, scripts or external resources. */
export function asHtml(mail: Mail, letterhead: Letterhead): string {
  const { organisation, portalOrigin, timeZone, supportContact } = letterhead;
  const { to, subject, paragraphs, action, code, afterword, ifUnexpected, reason } = mail;
  const markup = (text: Text) => written(text, script, timeZone);
  const paragraph = (text: Text) => `<p style="${inline.paragraph}">${markup(text)}</p>`;
  const small = (text: Text) => `<p class="muted" style="${inline.small}">${markup(text)}</p>`;
  const body = [
    paragraph(to.name === null ? "Hello," : say`Hello ${to.name},`),
    ...paragraphs.map(paragraph),
  ];
  if (action) body.push(button(action));
  if (code) body.push(`<p style="${inline.code}">${escape(code)}</p>`);
  if (afterword) body.push(small(afterword));
  body.push(small(ifUnexpected));
  const help =
    supportContact === null ? "" : `\n<p style="margin:0 0 4px">${markup(helpSentence(supportContact))}</p>`;
  return `<!doctype html>
<html lang="en" dir="ltr">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="supported-color-schemes" content="light dark">
<title>${escape(subject)}</title>
<style>${darkTheme}</style>
</head>
<body class="page" style="${inline.page}">
<div role="article" aria-roledescription="e-mail" aria-label="${escape(subject)}" lang="en" style="${inline.column}">
<div class="card" style="${inline.card}">
<p class="brand" style="${inline.brand}">${mark}${markup(say`${organisation}`)}</p>
<h1 style="${inline.heading}">${escape(subject)}</h1>
${body.join("\n")}
</div>
<div class="muted" style="${inline.footer}">
<p style="margin:0 0 4px">${markup(reason)}</p>${help}
<p style="margin:0">${markup(say`${organisation}`)}, <a class="link" href="${escape(portalOrigin)}" style="${inline.link}">${escape(new URL(portalOrigin).host)}</a></p>
</div>
</div>
</body>
</html>
`;
}

const mark = `<span aria-hidden="true" class="behind" style="${inline.doorBehind}"></span><span aria-hidden="true" class="before" style="${inline.doorBefore}"></span>`;

/** Also shows the address as text, so readers can check it. */
function button({ label, url }: { label: string; url: string }): string {
  return `<p style="${inline.paragraph}"><a class="button" href="${escape(url)}" style="${inline.button}">${escape(label)}</a></p>
<p class="muted" style="${inline.small}">Or open this address: <a class="link" href="${escape(url)}" style="${inline.link}">${escape(url)}</a></p>`;
}

function escape(text: string): string {
  return text.replaceAll(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}
