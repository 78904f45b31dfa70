import { endWaits } from "../limits/wrong-codes.repository.ts";
import { type Change, recordAct } from "./carry-out.ts";
import { forgetAllWrongPasswords } from "./locks.repository.ts";

export async function unlock(change: Change, kind: "user_unlocked" | "admin_unlocked"): Promise<void> {
  const { tx, subject } = change;
  await forgetAllWrongPasswords(tx, subject.account.id);
  await endWaits(tx, subject.account.id);
  await recordAct(change, kind);
}
