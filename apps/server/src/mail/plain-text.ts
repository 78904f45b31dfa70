import { helpSentence, type Letterhead } from "./letterhead.ts";
import type { Mail } from "./mail.ts";
import { type Script, say, type Text, tidy, written } from "./text.ts";

/** U+2068 and U+2069 keep a right-to-left value from changing its surroundings (UAX #9 §2.4). */
const script: Script = {
  words: (text) => text,
  rightToLeft: (text) => `\u2068${text}\u2069`,
};

/** The action's link must be the first URL in the text. */
export function asPlainText(mail: Mail, letterhead: Letterhead): string {
  const { organisation, portalOrigin, timeZone, supportContact } = letterhead;
  const { to, paragraphs, action, code, afterword, ifUnexpected, reason } = mail;
  const plain = (text: Text) => written(text, script, timeZone);
  const parts = [to.name === null ? "Hello," : plain(say`Hello ${to.name},`), ...paragraphs.map(plain)];
  if (action) parts.push(`${action.label}:\n${action.url}`);
  if (code) parts.push(`Code: ${tidy(code)}`);
  if (afterword) parts.push(plain(afterword));
  parts.push(plain(ifUnexpected), "--------", plain(reason));
  if (supportContact !== null) parts.push(plain(helpSentence(supportContact)));
  parts.push(`${tidy(organisation)}\n${portalOrigin}`);
  return `${parts.join("\n\n")}\n`;
}
