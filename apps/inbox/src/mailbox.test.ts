import { expect, test } from "vitest";
import { memoryOnly } from "./mail-folder.ts";
import { Mailbox } from "./mailbox.ts";

const envelope = { sender: "a@example.com", recipients: ["ada@example.com"] };

test("of more mails than the limit, the oldest go, from the folder too", async () => {
  const dropped: string[] = [];
  const folder = { ...memoryOnly, drop: async (id: string) => void dropped.push(id) };
  const mailbox = new Mailbox({ capacity: 2, mails: [], folder });

  await mailbox.take(Buffer.from("Subject: first\r\n\r\n"), envelope);
  const [first] = mailbox.messages();
  await mailbox.take(Buffer.from("Subject: second\r\n\r\n"), envelope);
  await mailbox.take(Buffer.from("Subject: third\r\n\r\n"), envelope);

  expect(mailbox.messages().map(({ subject }) => subject)).toEqual(["second", "third"]);
  expect(dropped).toEqual([first?.id]);
});
