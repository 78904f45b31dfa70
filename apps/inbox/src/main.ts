import { resolve } from "node:path";
import { startInbox } from "./inbox.ts";

const root = resolve(import.meta.dirname, "../../..");
const inbox = await startInbox({
  smtpPort: Number(process.env["SALLYPORT_SMTP_PORT"] ?? 4625),
  httpPort: Number(process.env["SALLYPORT_INBOX_PORT"] ?? 4603),
  folder: resolve(root, process.env["SALLYPORT_DATA"] || ".data", "inbox"),
});
console.log(`Inbox: http://localhost:${inbox.httpPort}, taking SMTP on port ${inbox.smtpPort}`);

for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
  process.once(signal, () => void inbox.close());
}
