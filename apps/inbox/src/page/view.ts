import type { Mail } from "../mail.ts";
import { linkedText } from "./linked-text.ts";
import { html, type Markup } from "./markup.ts";
import { sandbox } from "./sandboxed.ts";

export type Form = "html" | "text" | "source";

export interface View {
  readonly mails: readonly Mail[];
  readonly chosen: { readonly mail: Mail; readonly form: Form } | null;
}

export function view({ mails, chosen }: View): Markup {
  const count = `${mails.length} ${mails.length === 1 ? "mail" : "mails"}`;
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<meta name="color-scheme" content="light dark">
<title>${chosen ? chosen.mail.subject || "(no subject)" : `Inbox (${mails.length})`}</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="/style.css">
<script src="/refresh.js" type="module"></script>
</head>
<body class="${chosen ? "reading" : "choosing"}">
<header>
<h1><a href="/">Inbox</a></h1>
<p id="count" role="status">${count}</p>
<button id="clear" popovertarget="clearing"${mails.length === 0 ? html` disabled` : null}>Clear</button>
<form id="clearing" method="post" action="/clear" popover>
<p>Every mail is erased, and nothing brings it back.</p>
<button>Clear all</button>
</form>
</header>
<nav id="mails" aria-label="Mails">
${mails.length === 0 ? empty : html`<ol>${mails.toReversed().map((mail) => row(mail, mail === chosen?.mail))}</ol>`}
</nav>
<main>
${chosen ? letter(chosen.mail, chosen.form) : mails.length > 0 ? hint : null}
</main>
</body>
</html>
`;
}

const empty = html`<div class="empty">
<h2>No mail yet</h2>
<p>Mails that Sallyport sends arrive here and go no further. This page notices them by itself.</p>
</div>`;

const hint = html`<p class="hint">Choose a mail to read it.</p>`;

function row(mail: Mail, isChosen: boolean): Markup {
  return html`<li><a href="/mails/${mail.id}"${isChosen ? html` aria-current="page"` : null}>
<strong>${mail.subject || "(no subject)"}</strong>
<span>${mail.recipients.join(", ")}</span>
${moment(mail.receivedAt)}
</a></li>`;
}

function letter(mail: Mail, form: Form): Markup {
  const forms: readonly (readonly [Form, string])[] = [
    ...(mail.html === null ? [] : [["html", "HTML"] as const]),
    ["text", "Text"],
    ["source", "Source"],
  ];
  return html`<article>
<a class="back" href="/">All mails</a>
<h2>${mail.subject || "(no subject)"}</h2>
<dl>
<dt>From</dt><dd>${mail.from || mail.sender}</dd>
<dt>To</dt><dd>${mail.recipients.join(", ")}</dd>
<dt>Received</dt><dd>${moment(mail.receivedAt)}</dd>
</dl>
<nav class="forms" aria-label="Show the mail as">
${forms.map(
  ([name, label]) =>
    html`<a href="/mails/${mail.id}?as=${name}"${name === form ? html` aria-current="true"` : null}>${label}</a>`,
)}
</nav>
${body(mail, form)}
</article>`;
}

function body(mail: Mail, form: Form): Markup {
  if (form === "html") {
    return html`<iframe title="The mail" sandbox="${sandbox}" src="/mails/${mail.id}/html"></iframe>`;
  }
  return html`<pre>${form === "text" ? linkedText(mail.text) : mail.source.toString("utf8")}</pre>`;
}

const clock = new Intl.DateTimeFormat("en-GB", { dateStyle: "medium", timeStyle: "medium" });

function moment(at: Date): Markup {
  return html`<time datetime="${at.toISOString()}">${clock.format(at)}</time>`;
}
