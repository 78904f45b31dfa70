import { describe, expect, test } from "vitest";
import type { Mail } from "../mail.ts";
import { render } from "../render.ts";
import * as accounts from "./accounts.ts";
import { apiKeyCreatedMail } from "./api-keys.ts";
import * as attempts from "./attempts.ts";
import * as factors from "./factors.ts";
import * as logins from "./logins.ts";
import { verificationMail } from "./registration.ts";
import * as setUp from "./set-up.ts";
import { testMail } from "./test-mail.ts";
import { webhookPausedMail } from "./webhooks.ts";

const name = `Zoë "Zed" <b>&`;
const to = { id: null, email: "zoe@example.com", name };
const ada = { name: "Ada Admin", email: "ada@example.com" };
const at = Date.UTC(2027, 0, 4, 9, 5);
const url = "https://login.example.com/#token";
const from = "192.0.2.7";
const letterhead = {
  organisation: "Example",
  portalOrigin: "https://login.example.com",
  timeZone: "Asia/Tokyo",
  supportContact: null,
};

const invited = { organisation: "Example", url, expiresAt: at };
const mails: Mail[] = [
  accounts.invitationMail(to, { ...invited, inviter: ada }),
  accounts.invitationMail(to, { ...invited, inviter: null }),
  accounts.emailChangedMail(to, "new@example.com", ada),
  accounts.passwordResetMail(to, { url, expiresAt: at, author: null, isClosed: false }),
  accounts.passwordResetMail(to, { url, expiresAt: at, author: ada, isClosed: true }),
  accounts.passwordChangedMail(to, from, at, url),
  attempts.wrongPasswordsMail(to, from, at),
  attempts.factorDisabledMail(to, { what: "recovery codes", wrongCodes: 100, address: from }),
  attempts.wrongCodesMail(to, from),
  logins.newLoginMail(to, { at, device: "Chrome on Windows", address: from, url, reportUntil: at }),
  logins.loginReportedMail(to, { url, expiresAt: at, address: from }),
  factors.appAddedMail(to, name),
  factors.passkeyAddedMail(to, name),
  factors.factorRemovedMail(to, { kind: "app", name }, true),
  factors.factorRemovedMail(to, { kind: "passkey", name }, false),
  factors.factorTakenMail(to, { kind: "app", name }, ada),
  factors.factorTakenMail(to, { kind: "passkey", name }, ada),
  factors.factorsRemovedMail(to, url, ada),
  factors.factorsRemovedMail(to, null, ada),
  factors.codesAcceptedMail(to, ada),
  factors.recoveryCodesMadeMail(to, from),
  factors.recoveryCodeUsedMail(to, from, 1),
  factors.copiedPasskeyMail(to, name, from),
  factors.changedPasskeyMail(to, name, from),
  setUp.mfaRequiredMail(to, at, url, ada),
  setUp.setUpDueMail(to, url, ada),
  setUp.setUpDueMail(to, url, null),
  setUp.firstFactorMail(to, url),
  setUp.reminderMail(to, at, url),
  setUp.extendedMail(to, at, url, ada),
  setUp.shortenedMail(to, at, url, ada),
  setUp.deadlineLockMail(to, at),
  setUp.enrolledMail(to),
  apiKeyCreatedMail(to, { name, expiresAt: at }),
  webhookPausedMail(to, { origin: "https://hook.example.com", isGone: false }),
  webhookPausedMail(to, { origin: "https://hook.example.com", isGone: true }),
  testMail(to),
  verificationMail("zoe@example.com", url, "01234567", 10),
];

describe.for(mails.map((mail) => [mail.kind, render(mail, letterhead)] as const))(
  "the mail %s",
  ([, mail]) => {
    const { text, html } = mail;

    test("says why it came, and what to do if the reader didn't expect it", () => {
      for (const body of [text, html]) {
        expect(body).toContain("You received this mail because ");
        expect(body).toMatch(/\b(If (this|you|it)|To get in)\b/);
      }
    });

    test("names the organisation and the portal", () => {
      for (const body of [text, html]) {
        expect(body).toContain("Example");
        expect(body).toContain("https://login.example.com");
      }
    });

    test("tells moments in the organisation's time zone", () => {
      expect(text.match(/\d\d:\d\d/g) ?? []).toEqual(
        text.match(/(?<=at )18:05(?= GMT\+9 \(Asia\/Tokyo\))/g) ?? [],
      );
    });

    test("escapes what people typed", () => {
      expect(html).not.toContain("<b>");
      expect(text.split("\n").every((line) => line.length <= 998)).toBe(true);
    });

    test("speaks of login, in whole sentences", () => {
      expect(text).not.toMatch(/sign(ed)? in|sign-in|\n\n[a-z]/);
      for (const word of ["somebody", "whoever"]) expect(text).not.toContain(word);
    });
  },
);
