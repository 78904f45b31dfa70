import { actor, inDetail, say, type Told, type Word, whom, whose, withTimes } from "./activity-words.ts";
import { quote, quoted } from "./quoted-names.ts";

export const appRemoved = (told: Told) => {
  if (!told.hasSubject) return say`${actor} removed the authenticator app ${named(told)}`;
  return isReset(told)
    ? say`${actor} reset ${whose(told)} second factors`
    : say`${actor} removed ${whose(told)} authenticator app ${named(told)}`;
};

const isReset = ({ detail }: Told) => detail === "" || detail.startsWith("all factors removed");

export const passkeyAdded = (told: Told) => {
  const name = quoteAtStart(told) ?? inDetail(told, /^(.+), (?:synced|bound to a device), made by /);
  return name === null ? say`${actor} added a passkey` : say`${actor} added the passkey ${asQuote(name)}`;
};

export const passkeyRemoved = (told: Told) =>
  told.hasSubject
    ? say`${actor} removed ${whose(told)} passkey ${named(told)}`
    : say`${actor} removed the passkey ${named(told)}`;

const named = (told: Told) =>
  quoteAtStart(told) ?? quoted(told.detail.replace(/, the last factor(?:; .*)?$/, ""));

const quoteAtStart = (told: Told) => inDetail(told, new RegExp(`^(${quote})`));
const renamedQuotes = new RegExp(`^(app|passkey): (${quote}), now (${quote})$`);
const isQuote = new RegExp(`^${quote}$`);

/** Quotes a name unless it has quotes already, because older versions stored names without quotes. */
export function asQuote(name: string): string {
  return isQuote.test(name) ? name : quoted(name);
}

export function renamed(told: Told): Word[] {
  const [, what, before, now] =
    renamedQuotes.exec(told.detail) ?? /^(app|passkey): (.+), now (.+)$/.exec(told.detail) ?? [];
  if (what === undefined) return say`${actor} renamed a second factor`;
  return say`${actor} renamed the ${what} ${asQuote(before ?? "")} to ${asQuote(now ?? "")}`;
}

export function bypassCodeMade(told: Told): Word[] {
  const until = inDetail(told, /^until (.+)$/);
  return say`${actor} issued a one-time bypass code for ${whom(told)}${until === null ? [] : [", until ", ...withTimes(until)]}`;
}

export const bypassCodeWithdrawn = (told: Told) =>
  told.detail === "the setting was turned off"
    ? say`${whose(told)} bypass code ended, because bypass codes were turned off`
    : say`${actor} withdrew ${whose(told)} bypass code`;

export const codesAccepted = (told: Told) =>
  told.hasActor
    ? say`${actor} let ${whose(told)} codes be accepted again`
    : say`A command on the server let ${whose(told)} codes be accepted again`;

export const secretRefused = (told: Told) =>
  say`One of ${whose(told)} second factors was refused, because its stored data was altered`;

export const linkOpened = (told: Told) =>
  told.outcome === "success"
    ? say`${actor} opened the set-up link`
    : say`A wrong or old set-up link was opened for ${whose(told)} account`;
