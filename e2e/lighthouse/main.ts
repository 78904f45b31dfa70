import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Production } from "../production.ts";
import { withReport } from "./again.ts";
import { audit } from "./audit.ts";
import { lineOf, median, shortfalls } from "./verdict.ts";

/** `npm run lighthouse` audits the first screens of both apps on the production server. */
const rounds = 5;
const folder = await mkdtemp(join(tmpdir(), "sallyport-lighthouse-"));
// Nothing needs to listen on port 9, because the server sends no mail.
const production = await Production.start(folder, 9);
try {
  const screens = {
    "portal: User Login": production.portalOrigin,
    "authenticator: Get started": production.authenticatorOrigin,
  };
  const found: string[] = [];
  for (const [screen, url] of Object.entries(screens)) {
    const reports = [];
    for (let round = 0; round < rounds; round++) reports.push(await withReport(() => audit(url)));
    const result = median(reports);
    console.log(`${screen}: ${lineOf(result)} (median of ${rounds}, mobile)`);
    found.push(...shortfalls(result).map((shortfall) => `${screen}: ${shortfall}`));
  }
  for (const shortfall of found) console.error(shortfall);
  process.exitCode = found.length > 0 ? 1 : 0;
} finally {
  await production.stop();
  await rm(folder, { recursive: true, force: true });
}
