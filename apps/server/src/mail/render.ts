import { asciiEmail } from "@sallyport/contract/email";
import { asHtml } from "./html.ts";
import type { Letterhead } from "./letterhead.ts";
import type { Mail, RenderedMail } from "./mail.ts";
import { asPlainText } from "./plain-text.ts";
import { tidy } from "./text.ts";

export function render(mail: Mail, letterhead: Letterhead): RenderedMail {
  const { to } = mail;
  const subject = tidy(mail.subject);
  return {
    to: asciiEmail(to.email) ?? to.email,
    subject,
    text: asPlainText(mail, letterhead),
    html: asHtml({ ...mail, subject }, letterhead),
  };
}
