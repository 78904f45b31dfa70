import { mkdir, rm, writeFile } from "node:fs/promises";
import { basename, join } from "node:path";
import type { ReceivedMail } from "../../mail-sink.ts";
import type { Entry } from "../ledger.ts";
import { type Scene, withDatabase } from "../scene.ts";
import type { Finding } from "../subject.ts";
import type { Disk } from "./disk.ts";

export interface Known {
  entries: readonly Entry[];
  mails: readonly ReceivedMail[];
}

export async function startAfterCut(scene: Scene, disk: Disk, known: Known): Promise<Finding[]> {
  const folder = join(scene.town.place, "..", "after-cut");
  await mkdir(folder);
  // The power cut loses a random share of the sectors that weren't synced.
  const share = Math.min(1, Math.max(0, Math.random() * 1.5 - 0.25));
  for (const [path, content] of disk.afterCut(() => Math.random() < share)) {
    await writeFile(join(folder, basename(path)), content);
  }
  const place = join(folder, basename(scene.town.place));
  try {
    const server = await scene.startOn(place, { env: { SMTP_URL: "smtp://127.0.0.1:9" } });
    try {
      return [...(await scene.verifyCopy(place, known.entries)), ...(await mailsTooSoon(place, known.mails))];
    } finally {
      await server.kill();
    }
  } catch (error) {
    return [`the server doesn't start: ${error instanceof Error ? error.message : String(error)}`];
  } finally {
    await rm(folder, { recursive: true });
  }
}

/** Finds mails that were sent although their change isn't on the disk. */
async function mailsTooSoon(place: string, mails: readonly ReceivedMail[]): Promise<Finding[]> {
  const rows = await withDatabase(place, (database) => database.selectFrom("outbox").select("id").execute());
  const ids = new Set(rows.map(({ id }) => id));
  return mails
    .filter(({ messageId }) => !ids.has(messageId.replace(/^<|@.*$/g, "")))
    .map(({ to, subject }) => `a mail was sent about a change that is lost: ${subject} → ${to}`);
}
