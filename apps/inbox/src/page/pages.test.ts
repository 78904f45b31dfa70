import { once } from "node:events";
import { type IncomingMessage, request } from "node:http";
import { text } from "node:stream/consumers";
import { createTransport } from "nodemailer";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { type Inbox, startInbox } from "../inbox.ts";

let inbox: Inbox;

beforeAll(async () => {
  inbox = await startInbox({ smtpPort: 0, httpPort: 0 });
});

afterAll(() => inbox.close());

beforeEach(() => inbox.clear());

interface Answer {
  readonly status: number | undefined;
  readonly policy: string;
  readonly body: string;
}

async function ask(path: string, headers: Record<string, string> = {}, method = "GET"): Promise<Answer> {
  const asking = request({ port: inbox.httpPort, host: "127.0.0.1", path, method, headers }).end();
  const [reply] = (await once(asking, "response")) as [IncomingMessage];
  return {
    status: reply.statusCode,
    policy: String(reply.headers["content-security-policy"]),
    body: await text(reply),
  };
}

async function receive(mail: { subject?: string; text?: string; html?: string }): Promise<string> {
  const transport = createTransport({ host: "127.0.0.1", port: inbox.smtpPort });
  await transport.sendMail({ from: "a@example.com", to: "ada@example.com", ...mail });
  return inbox.messages().at(-1)?.id ?? "";
}

test("an empty inbox says so", async () => {
  expect((await ask("/")).body).toContain("No mail yet");
});

test("the list shows the newest mail first", async () => {
  await receive({ subject: "older" });
  await receive({ subject: "newer" });
  const { body } = await ask("/");
  expect(body.indexOf("newer")).toBeLessThan(body.indexOf("older"));
  expect(body).toContain("2 mails");
});

test("markup in subject, addresses and text is shown, not run", async () => {
  const id = await receive({ subject: "<script>alert(1)</script>", text: "<img src=x onerror=alert(2)>" });
  const { body } = await ask(`/mails/${id}`);
  expect(body).toContain("&lt;script&gt;alert(1)&lt;/script&gt;");
  expect(body).toContain("&lt;img src=x onerror=alert(2)&gt;");
  expect(body).not.toMatch(/<script>|<img/);
});

test("web addresses in plain text are links, without the full stop behind them", async () => {
  const id = await receive({ text: "Go (http://portal.localhost:4600/invitation#a&b). javascript:alert(1)" });
  expect((await ask(`/mails/${id}`)).body).toContain(
    'Go (<a href="http://portal.localhost:4600/invitation#a&amp;b" target="_blank" rel="noopener noreferrer">',
  );
});

test("HTML is shown in a frame without scripts, and its links open outside of it", async () => {
  const id = await receive({
    html: '<html><head lang="en"></head><a href="http://x.localhost/">x</a></html>',
  });
  expect((await ask(`/mails/${id}`)).body).toContain(
    `<iframe title="The mail" sandbox="allow-popups allow-popups-to-escape-sandbox" src="/mails/${id}/html">`,
  );

  const frame = await ask(`/mails/${id}/html`);
  expect(frame.body).toContain('<head lang="en"><base target="_blank">');
  expect(frame.policy).toContain("default-src 'none'");
  expect(frame.policy).toMatch(/sandbox allow-popups allow-popups-to-escape-sandbox$/);
});

test("a mail has its text and its source beside the HTML", async () => {
  const id = await receive({ html: "<p>Hello</p>", text: "Good day" });
  expect((await ask(`/mails/${id}?as=text`)).body).toContain("Good day");
  expect((await ask(`/mails/${id}?as=source`)).body).toContain("Delivered-To: ada@example.com");
});

test("a mail that is not there is refused", async () => {
  expect((await ask("/mails/none")).status).toBe(404);
  expect((await ask("/mails/none/html")).status).toBe(404);
});

test("a page under a foreign name gets nothing, and a foreign form clears nothing", async () => {
  await receive({ subject: "secret" });
  expect(await ask("/", { host: "evil.example" })).toMatchObject({
    status: 403,
    body: "Only for this machine.\n",
  });
  expect((await ask("/clear", { "sec-fetch-site": "cross-site" }, "POST")).status).toBe(403);
  expect(inbox.messages()).toHaveLength(1);
});

test("all mails go at once, so the page asks first", async () => {
  const { body } = await ask("/");
  expect(body).toContain('<button id="clear" popovertarget="clearing" disabled>Clear</button>');
  expect(body).toContain('<form id="clearing" method="post" action="/clear" popover>');
});

test("the button clears the inbox", async () => {
  await receive({ subject: "gone" });
  const form = { "sec-fetch-site": "same-origin", "content-type": "application/x-www-form-urlencoded" };
  expect((await ask("/clear", form, "POST")).status).toBe(303);
  expect(inbox.messages()).toEqual([]);
});
