import { once } from "node:events";
import { mkdtemp, readdir, rm } from "node:fs/promises";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createTransport } from "nodemailer";
import { afterEach, beforeEach, expect, test } from "vitest";
import { type Inbox, startInbox } from "./inbox.ts";

let inbox: Inbox;

beforeEach(async () => {
  inbox = await startInbox({ smtpPort: 0 });
});

afterEach(() => inbox.close());

const invitation = {
  from: "Sallyport <no-reply@sallyport.example>",
  to: "Ada Byron <ada@example.com>",
  subject: "Choose your password",
  text: "Open http://portal.localhost:4600/invitation#abc.",
  html: "<p>Open <a href='http://portal.localhost:4600/invitation#abc'>the link</a>.</p>",
};

async function send(mail: object, to = inbox): Promise<void> {
  await createTransport({ host: "127.0.0.1", port: to.smtpPort }).sendMail(mail);
}

test("a mail sent by SMTP is in the inbox with its subject, sender, texts and envelope", async () => {
  await send({ ...invitation, bcc: "audit@example.com" });

  const [mail] = inbox.messages();
  expect(mail).toMatchObject({
    sender: "no-reply@sallyport.example",
    recipients: ["ada@example.com", "audit@example.com"],
    from: '"Sallyport" <no-reply@sallyport.example>',
    subject: invitation.subject,
  });
  expect(mail?.text.trim()).toBe(invitation.text);
  expect(mail?.html?.trim()).toBe(invitation.html);
});

test("mails come in order of arrival", async () => {
  await send({ ...invitation, subject: "first" });
  await send({ ...invitation, subject: "second" });
  expect(inbox.messages().map(({ subject }) => subject)).toEqual(["first", "second"]);
});

test("waiting finds a mail that comes later", async () => {
  const coming = inbox.waitFor(({ subject }) => subject === "later", { timeoutMs: 5000 });
  await send(invitation);
  await send({ ...invitation, subject: "later" });
  expect((await coming).subject).toBe("later");
});

test("waiting finds the newest of the mails that are here", async () => {
  await send({ ...invitation, text: "old" });
  await send({ ...invitation, text: "new" });
  const mail = await inbox.waitFor(({ recipients }) => recipients.includes("ada@example.com"), {
    timeoutMs: 1,
  });
  expect(mail.text.trim()).toBe("new");
});

test("waiting in vain says what is in the inbox instead", async () => {
  await send(invitation);
  await expect(inbox.waitFor(({ subject }) => subject === "never sent", { timeoutMs: 20 })).rejects.toThrow(
    'No such mail came within 20 ms. In the inbox: \n  "Choose your password" to ada@example.com',
  );
});

test("a mail above the size limit is refused and not kept", async () => {
  await expect(send({ ...invitation, text: "x".repeat(3 * 1024 * 1024) })).rejects.toMatchObject({
    responseCode: 552,
  });
  expect(inbox.messages()).toEqual([]);
});

test("clearing empties the inbox", async () => {
  await send(invitation);
  await inbox.clear();
  expect(inbox.messages()).toEqual([]);
});

test("a mail that pretends to be delivered to others is not believed", async () => {
  await send({
    ...invitation,
    headers: { "Delivered-To": "root@example.com", "Return-Path": "<root@example.com>" },
  });
  expect(inbox.messages()[0]).toMatchObject({
    sender: "no-reply@sallyport.example",
    recipients: ["ada@example.com"],
  });
});

test("two inboxes do not share a port: the second says why it can't start", async () => {
  await expect(startInbox({ smtpPort: inbox.smtpPort })).rejects.toMatchObject({ code: "EADDRINUSE" });
});

test.each(["smtpPort", "httpPort"] as const)(
  "a connection to the %s on which nothing is said holds up no stop",
  async (port) => {
    const stopped = await startInbox({ smtpPort: 0, httpPort: 0 });
    const silent = connect(stopped[port] ?? 0, "127.0.0.1").on("error", () => {});
    await once(silent, "connect");
    await expect(stopped.close()).resolves.toBeUndefined();
    silent.destroy();
  },
);

test("mails in a folder survive a restart, readable by the owner only, until they are cleared", async () => {
  const folder = join(await mkdtemp(join(tmpdir(), "inbox-")), "mails");
  try {
    const before = await startInbox({ smtpPort: 0, folder });
    await send(invitation, before);
    const [mail] = before.messages();
    await before.close();

    const after = await startInbox({ smtpPort: 0, folder });
    expect(after.messages()).toEqual([mail]);
    await after.clear();
    expect(await readdir(folder)).toEqual([]);
    await after.close();
  } finally {
    await rm(join(folder, ".."), { recursive: true });
  }
});
