import { describe, expect, test } from "vitest";
import type { Letterhead } from "./letterhead.ts";
import type { Mail } from "./mail.ts";
import { render } from "./render.ts";
import { invitationMail } from "./templates/accounts.ts";
import { appAddedMail } from "./templates/factors.ts";
import { verificationMail } from "./templates/registration.ts";
import { say } from "./text.ts";

const letterhead: Letterhead = {
  organisation: "Example & Sons",
  portalOrigin: "https://login.example.com",
  timeZone: "Europe/Berlin",
  supportContact: null,
};
const evil = `<img src=x onerror="alert('1')">&amp;`;
const named = (name: string) => ({ id: null, email: "ursula@example.com", name });
const ursula = named("Ursula");
const ada = { name: "Ada Admin", email: "ada@example.com" };
const invitation = (changes: { to?: typeof ursula; organisation?: string; url?: string } = {}) =>
  render(
    invitationMail(changes.to ?? ursula, {
      organisation: changes.organisation ?? "Example & Sons",
      url: changes.url ?? "https://login.example.com/invitation#abc",
      expiresAt: Date.UTC(2027, 0, 4, 9, 5),
      inviter: ada,
    }),
    letterhead,
  );

describe("what people typed", () => {
  test("is text in HTML", () => {
    const url = `https://example.com/?a=1&b="><script>`;
    const { html, text } = invitation({ to: named(evil), organisation: evil, url });
    expect(html).not.toMatch(/<img|<script|onerror="/);
    expect(html).toContain("&#60;img src=x onerror=&#34;alert(&#39;1&#39;)&#34;&#62;&#38;amp;");
    expect(html).toContain('href="https://example.com/?a=1&#38;b=&#34;&#62;&#60;script&#62;"');
    expect(text).toContain(evil);
  });

  test("is text in every part of a mail", () => {
    const mail: Mail = {
      kind: "letter",
      to: named(evil),
      subject: evil,
      paragraphs: [evil],
      action: { label: evil, url: evil },
      code: evil,
      afterword: evil,
      ifUnexpected: evil,
      reason: evil,
    };
    const { html } = render(mail, { ...letterhead, organisation: evil });
    expect(html).not.toContain("<img");
    expect(html).not.toContain('"alert');
  });

  test("adds no line and no link to a mail", () => {
    const name = "Ursula\r\n\nYour account is locked: https://evil.example/\u2028now\0";
    const { html, text } = invitation({ to: named(name) });
    expect(text).toContain("Hello Ursula Your account is locked: https: //evil.example/ now,\n");
    expect(html).not.toContain("https://evil");
    expect(text).not.toContain("https://evil");
  });

  test("adds no header: a subject is one line", () => {
    const { subject } = invitation({ organisation: "Example\r\nBcc: eve@example.com" });
    expect(subject).toBe("Your account at Example Bcc: eve@example.com");
  });

  test("doesn't change the direction of the sentence around it", () => {
    const { html, text } = render(appAddedMail(ursula, "טלפון\u202e"), letterhead);
    expect(text).toContain("The authenticator app “\u2068טלפון\u2069” was added");
    expect(html).toContain("The authenticator app “<bdi>טלפון</bdi>” was added");
    expect(html + text).not.toContain("\u202e");
  });
});

test("the plain text has everything that the HTML has", () => {
  const mail = verificationMail("ursula@example.com", "https://app.example.com/verify#abc", "01234567", 10);
  const { to, subject, text, html } = render(mail, letterhead);
  expect({ to, subject }).toEqual({
    to: "ursula@example.com",
    subject: "Verify your e-mail for Sallyport Authenticator",
  });
  expect(text).toContain("Verify Email:\nhttps://app.example.com/verify#abc\n");
  expect(text).toContain("Code: 01234567\n");
  for (const words of [
    "The link and the code work once, for 10 minutes.",
    "If you did not ask for this mail, ignore it.",
  ]) {
    expect(text).toContain(words);
    expect(html).toContain(words);
  }
});

test("the link of the button is the first address in the plain text, for readers without buttons", () => {
  expect(/https?:\S+/.exec(invitation().text)?.[0]).toBe("https://login.example.com/invitation#abc");
});

test("an invitation names who invites, to which organisation, and the portal", () => {
  for (const body of [invitation().text, invitation().html.replaceAll("&#38;", "&")]) {
    expect(body).toContain("Ada Admin (ada@example.com) created an account for you at Example & Sons");
    expect(body).toContain("on the login portal login.example.com");
  }
});

test("moments are told in the organisation's time zone, which they name", () => {
  expect(invitation().text).toContain("until 4 January 2027 at 10:05 CET (Europe/Berlin).");
  expect(invitation().html).toContain("until 4 January 2027 at 10:05 CET (Europe/Berlin).");
});

test("the page says its language, fits a phone, follows a dark theme and loads nothing", () => {
  const { html } = invitation();
  expect(html).toContain('<html lang="en" dir="ltr">');
  expect(html).toContain('<meta name="viewport" content="width=device-width, initial-scale=1">');
  expect(html).toContain('<meta name="color-scheme" content="light dark">');
  expect(html).toContain("@media (prefers-color-scheme: dark)");
  expect(html).toContain("overflow-wrap:anywhere");
  expect(html).not.toMatch(/<(img|link|script|iframe|svg)\b|url\(|@import|src=/);
  expect(html.match(/<h1/g)).toHaveLength(1);
});

test("a number is a value too", () => {
  const mail = { ...appAddedMail(ursula, "Phone"), afterword: say`There are ${2} apps.` };
  expect(render(mail, letterhead).text).toContain("There are 2 apps.");
});
