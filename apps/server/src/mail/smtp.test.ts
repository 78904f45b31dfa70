import { once } from "node:events";
import type { AddressInfo, Server } from "node:net";
import { inspect } from "node:util";
import { SMTPServer } from "smtp-server";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { Undeliverable } from "./outbox.ts";
import { deliverBySmtp, smtpAddress } from "./smtp.ts";

const sender = {
  from: "us@example.com",
  name: "login.example.com",
  clock: { now: () => Date.UTC(2031, 4, 6, 7, 8, 9) },
};
const mail = { to: "ada@example.com", subject: "A letter", text: "words", html: "<p>words</p>" };
const way = { id: "b5f0a1de-3a5e-4a0f-9d5e-6c1f7f0f3c11", signal: new AbortController().signal };
const requireTls = (url: string) => new URL(smtpAddress(url, sender.name)).searchParams.get("requireTLS");

describe("a mail server", () => {
  let server: SMTPServer;
  let door: ReturnType<typeof deliverBySmtp>;
  let reply: { at: "sender" | "recipient"; code: number; words: string } | null;
  let taken: string[];
  let letter: string;
  let greeting: string;

  beforeEach(async () => {
    reply = null;
    taken = [];
    const refusal = (at: string) =>
      reply?.at === at ? Object.assign(new Error(reply.words), { responseCode: reply.code }) : null;
    server = new SMTPServer({
      disabledCommands: ["AUTH", "STARTTLS"],
      onMailFrom: (_address, { hostNameAppearsAs }, done) => {
        greeting = hostNameAppearsAs;
        done(refusal("sender"));
      },
      onRcptTo: (_address, _session, done) => done(refusal("recipient")),
      onData(stream, { envelope }, done) {
        taken.push(...envelope.rcptTo.map(({ address }) => address));
        letter = "";
        stream.setEncoding("utf8").on("data", (text: string) => (letter += text));
        stream.on("end", () => done());
      },
    });
    const listener: Server = server.listen(0, "127.0.0.1");
    await once(listener, "listening");
    door = deliverBySmtp(`smtp://127.0.0.1:${(listener.address() as AddressInfo).port}`, sender);
  });
  afterEach(async () => {
    door.close();
    await new Promise<void>((resolve) => server.close(resolve));
  });

  test("on this machine takes mails without TLS", async () => {
    await door.deliver(mail, way);
    expect(taken).toEqual(["ada@example.com"]);
  });

  test("gets the server's own time as the date, so a simulation can set it", async () => {
    await door.deliver(mail, way);
    expect(letter).toContain("\r\nDate: Tue, 06 May 2031 07:08:09 +0000\r\n");
  });

  test("reads that the mail was generated, so that no vacation responder answers it", async () => {
    await door.deliver(mail, way);
    expect(letter).toMatch(/^Auto-Submitted: auto-generated\r$/m);
  });

  test("reads the same id at every attempt, so that it recognises a mail that comes twice", async () => {
    for (const attempt of ["first", "second"]) {
      await door.deliver({ ...mail, text: attempt }, way);
      expect(letter).toContain(attempt);
      expect(letter).toMatch(/^Message-ID: <b5f0a1de-3a5e-4a0f-9d5e-6c1f7f0f3c11@login.example.com>\r$/m);
    }
  });

  test("is greeted by the name of the portal, not by the address of a machine", async () => {
    await door.deliver(mail, way);
    expect(greeting).toBe("login.example.com");
  });

  test.for([
    { code: 550, words: "Unknown mailbox" },
    { code: 550, words: "5.1.1 Unknown mailbox" },
    { code: 554, words: "5.2.1 Closed" },
  ])("that says $code $words of the address refuses for good", async (said) => {
    reply = { at: "recipient", ...said };
    await expect(door.deliver(mail, way)).rejects.toThrow(Undeliverable);
  });

  test.for([
    { at: "recipient", code: 450, words: "Later" },
    { at: "recipient", code: 554, words: "5.7.1 Relay access denied" },
    { at: "recipient", code: 550, words: "5.7.1 Relaying denied" },
    { at: "recipient", code: 530, words: "5.7.0 Authentication required" },
    { at: "sender", code: 550, words: "5.1.8 Not you" },
  ] as const)("that answers the $at with $code $words may take the mail later", async (answer) => {
    reply = answer;
    const refused: unknown = await door.deliver(mail, way).catch((error: unknown) => error);
    expect(refused).toBeInstanceOf(Error);
    expect(refused).not.toBeInstanceOf(Undeliverable);
  });

  test("that names the address in its refusal does not bring it into the log", async () => {
    for (const code of [550, 450]) {
      reply = { at: "recipient", code, words: "<ada@example.com>: unknown\r\nada@example.com" };
      const refused: unknown = await door.deliver(mail, way).catch((error: unknown) => error);
      expect(inspect(refused, { depth: 5, showHidden: true })).toContain(`RCPT TO: ${code}`);
      expect(inspect(refused, { depth: 5, showHidden: true })).not.toContain("ada@");
    }
  });

  test("that doesn't offer TLS gets no mail if TLS is required", async () => {
    const { port } = server.server.address() as AddressInfo;
    const strict = deliverBySmtp(`smtp://127.0.0.1:${port}?requireTLS=true`, sender);
    await expect(strict.deliver(mail, way)).rejects.toThrow(/STARTTLS|TLS/);
    expect(taken).toEqual([]);
    strict.close();
  });
});

describe("the address of a mail server", () => {
  test.for(["smtp://mail.example.com:587", "smtp://user:pass@192.0.2.7", "smtp://localhost.example.com"])(
    "%s is spoken to under TLS or not at all",
    (url) => expect(requireTls(url)).toBe("true"),
  );

  test.for(["smtp://127.0.0.1:25", "smtp://localhost:1025", "smtp://[::1]:25", "smtp://mail.localhost"])(
    "%s is this machine",
    (url) => expect(requireTls(url)).toBe("false"),
  );

  test("can turn off TLS, and can set its own limits", () => {
    const address = new URL(
      smtpAddress("smtp://relay:25?requireTLS=false&socketTimeout=5000&name=me", sender.name),
    );
    expect(address.searchParams.get("requireTLS")).toBe("false");
    expect(address.searchParams.get("socketTimeout")).toBe("5000");
    expect(address.searchParams.get("connectionTimeout")).toBe("10000");
    expect(address.searchParams.get("name")).toBe("me");
  });
});
