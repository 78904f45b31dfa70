import { randomBytes } from "node:crypto";
import type { AccountRow } from "@sallyport/server/src/database/schema.ts";
import { sealSecret } from "@sallyport/server/src/factors/sealed-secret.ts";
import {
  confirm,
  findPending,
  insertPending,
  newPendingIdentity,
} from "@sallyport/server/src/factors/totp.repository.ts";
import { formatKeyUri } from "@sallyport/totp/key-uri";
import { fromBase32, newSecret, toBase32 } from "@sallyport/totp/secret";
import { standardParameters } from "@sallyport/totp/totp";
import type { Here } from "./here.ts";
import type { Totp } from "./planted.ts";

const hereAddress = "127.0.0.1";

/** Sets up an authenticator app, without spending one of its codes. */
export async function plantTotp(
  { tx, keys, settings, now }: Here,
  account: AccountRow,
  given: string | true,
): Promise<Totp> {
  const secret = (given === true ? null : fromBase32(given)) ?? newSecret();
  const identity = newPendingIdentity(account.id);
  const browserHash = randomBytes(32);
  await insertPending(tx, { identity, sealedSecret: sealSecret(keys, secret, identity), browserHash, now });
  const pending = await findPending(tx, account.id, browserHash);
  if (!pending) throw new Error("The new authenticator app isn't there.");
  await confirm(tx, pending, { address: hereAddress, now });
  const { organisation: issuer } = settings();
  const uri = formatKeyUri({ type: "totp", issuer, account: account.email, secret, ...standardParameters });
  return { secret: toBase32(secret), uri };
}
