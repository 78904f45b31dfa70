import { createHash } from "node:crypto";
import type { Received, Reply } from "@sallyport/contract/endpoint";
import * as contract from "@sallyport/contract/logo";
import { carryOut } from "../../accounts/carry-out.ts";
import type { Actor } from "../../accounts/parts.ts";
import { record } from "../../activity/activity.ts";
import { type Clock, instant } from "../../core/clock.ts";
import { Refused } from "../../core/refusal.ts";
import type { Database, Queryable } from "../../database/database.ts";
import { findLogo, findLogoContent, removeLogo, storeLogo } from "./logo.repository.ts";
import { plainPicture } from "./pictures/read-picture.ts";
import type { Picture } from "./pictures/still-picture.ts";

interface LogoParts {
  database: Database;
  clock: Clock;
}

type Change = Received<typeof contract.changeLogo>["body"];

export async function changeLogo(
  parts: LogoParts,
  given: Actor,
  { picture, from }: Change,
): Promise<Reply<typeof contract.changeLogo>> {
  const plain = picture === null ? null : await read(picture);
  const what = contract.changeLogo.summary;
  await carryOut(parts, { actor: given, what }, async ({ tx, actor, now }) => {
    const before = await findLogo(tx);
    const hash = plain && hashOf(plain);
    if ((before?.hash ?? null) !== from)
      throw new Refused(
        "changed-meanwhile",
        before ? { lastChange: { at: instant(before.changed_at), by: before.changed_by } } : {},
      );
    if (hash === from) return;
    const { account } = actor.caller;
    if (plain === null || hash === null) await removeLogo(tx);
    else {
      const { type, width, height, bytes: content } = plain;
      const changed = { changed_at: now, changed_by: account.name };
      await storeLogo(tx, { hash, type, width, height, content, ...changed });
    }
    const detail = plain === null ? "removed" : `${plain.type}, ${plain.width} × ${plain.height} pixels`;
    const { address } = actor.visit;
    await record(tx, { at: now, kind: "logo_change", actor: account, detail, address });
  });
  return { logo: await showLogo(parts.database) };
}

async function read(picture: string): Promise<Picture> {
  const file = Buffer.from(picture, "base64");
  const plain = await plainPicture(file);
  if (plain === null || plain.bytes.length > contract.mostLogoBytes)
    throw new Refused("invalid-request", { fields: [unfit] });
  return plain;
}

const { shortest, longest } = contract.logoSides;
const unfit = {
  path: "picture",
  message: `Choose a PNG, JPEG or WebP picture with sides of ${shortest} to ${longest} pixels, without animation.`,
};

function hashOf({ bytes }: Picture): string {
  return createHash("sha256").update(bytes).digest("base64url");
}

export async function showLogo(database: Queryable): Promise<contract.ShownLogo | null> {
  const row = await findLogo(database);
  if (!row) return null;
  const { hash, width, height, changed_at, changed_by } = row;
  const path = contract.showLogo.path.replace(":hash", hash);
  return { hash, path, width, height, changedAt: instant(changed_at), changedBy: changed_by };
}

export async function logoContent(
  { database }: Pick<LogoParts, "database">,
  { hash }: { hash: string },
): Promise<{ type: Picture["type"]; content: Buffer }> {
  const logo = await findLogoContent(database, hash);
  if (!logo) throw new Refused("not-found");
  return { type: logo.type, content: Buffer.from(logo.content) };
}
