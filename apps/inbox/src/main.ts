import { join } from "node:path";
import { startInbox } from "./inbox.ts";

const inbox = await startInbox({
  smtpPort: Number(process.env["SALLYPORT_SMTP_PORT"] ?? 4625),
  httpPort: Number(process.env["SALLYPORT_INBOX_PORT"] ?? 4603),
  folder: join(import.meta.dirname, "../../../.data/inbox"),
});
console.log(`Inbox: http://localhost:${inbox.httpPort}, taking SMTP on port ${inbox.smtpPort}`);

for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
  process.once(signal, () => void inbox.close());
}
