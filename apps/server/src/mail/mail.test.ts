import { expect, test } from "vitest";
import { render } from "./mail.ts";
import { invitationMail } from "./templates/accounts.ts";
import { verificationMail } from "./templates/registration.ts";

const evil = `<img src=x onerror="alert('1')">&amp;`;

test("whatever people are called, it is text in HTML", () => {
  const to = { name: evil, email: "ursula@example.com" };
  const { html, text } = render(invitationMail(to, evil, `https://example.com/?a=1&b="><script>`, 0));
  expect(html).not.toMatch(/<img|<script|onerror="/);
  expect(html).toContain("&#60;img src=x onerror=&#34;alert(&#39;1&#39;)&#34;&#62;&#38;amp;");
  expect(html).toContain('href="https://example.com/?a=1&#38;b=&#34;&#62;&#60;script&#62;"');
  expect(text).toContain(evil);
});

test("subject, code and afterword are text too", () => {
  const { html } = render({
    to: "a@example.com",
    subject: evil,
    paragraphs: [],
    code: evil,
    afterword: evil,
  });
  expect(html).not.toContain("<img");
  expect(html.match(/&#60;img/g)).toHaveLength(3);
});

test("the plain text has everything that the HTML has", () => {
  const mail = verificationMail("ursula@example.com", "https://app.example.com/verify#abc", "01234567", 10);
  const { to, subject, text } = render(mail);
  expect({ to, subject }).toEqual({
    to: "ursula@example.com",
    subject: "Verify your e-mail for Sallyport Authenticator",
  });
  expect(text).toContain("Verify Email:\nhttps://app.example.com/verify#abc\n");
  expect(text).toContain("Code: 01234567\n");
  expect(text).toContain("Link and code work for 10 minutes, once.");
});

test("moments are told in UTC, and say so", () => {
  const to = { name: "Ursula", email: "ursula@example.com" };
  const { text } = render(invitationMail(to, "Example", "https://example.com", Date.UTC(2027, 0, 4, 9, 5)));
  expect(text).toContain("until 4 January 2027 at 09:05 UTC.");
});
