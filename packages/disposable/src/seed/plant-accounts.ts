import { insertAccount, refuseTaken } from "@sallyport/server/src/accounts/accounts.repository.ts";
import { insertMember } from "@sallyport/server/src/accounts/groups/members.repository.ts";
import { daysOfNewUsers } from "@sallyport/server/src/accounts/groups/policies.repository.ts";
import { graceOf, noGrace } from "@sallyport/server/src/accounts/users/grace.ts";
import { storeUserRequirement } from "@sallyport/server/src/accounts/users/users.repository.ts";
import { storeRequirement } from "@sallyport/server/src/deadlines/requirements.repository.ts";
import { groupIds } from "./groups.ts";
import type { Here } from "./here.ts";
import type { Hashed } from "./passwords.ts";
import { verifyAddress } from "./plant.repository.ts";
import { plantTotp } from "./plant-totp.ts";
import type { Administrator, User } from "./planted.ts";
import type { ReadSeed } from "./schema.ts";
import { orTaken } from "./taken.ts";

type NewUser = Hashed<NonNullable<ReadSeed["users"]>[number]>;
type NewAdministrator = Hashed<NonNullable<ReadSeed["administrators"]>[number]>;

export async function plantUser(here: Here, user: NewUser): Promise<User> {
  const { tx, now } = here;
  const { username, name = username, email = `${username}@example.com`, password, passwordHash } = user;
  await orTaken(`user ${username}`, refuseTaken(tx, { realm: "user", email, username }));
  const account = await insertAccount(tx, { realm: "user", username, email, name, passwordHash, now });
  if (user.emailVerified ?? true) await verifyAddress(tx, account.id, now);
  const totp = user.totp ? await plantTotp(here, account, user.totp) : null;
  const enrolled = { id: account.id, is_enrolled: totp ? 1 : 0 } as const;
  for (const id of await groupIds(here, user.groups ?? [], username))
    await insertMember(tx, id, enrolled, now);
  const days = await daysOf(here, user);
  const isRequired = days !== null;
  const grace = typeof days === "number" ? graceOf(account, days, now) : noGrace;
  await storeUserRequirement(tx, account.id, { isRequired, grace, now });
  await storeRequirement(tx, account.id, now);
  return { id: account.id, username, email, name, password, totp };
}

async function daysOf({ tx }: Here, { mfa }: NewUser): Promise<number | "at once" | null> {
  if (mfa === "none") return null;
  if (mfa === "required") return "at once";
  return mfa?.days ?? (await daysOfNewUsers(tx)) ?? null;
}

export async function plantAdministrator(here: Here, given: NewAdministrator): Promise<Administrator> {
  const { tx, now } = here;
  const { email, name = email.replace(/@.*/, ""), role = "owner", password, passwordHash } = given;
  const realm = "administrator";
  await orTaken(`administrator ${email}`, refuseTaken(tx, { realm, email }));
  const account = await insertAccount(tx, { realm, role, username: null, email, name, passwordHash, now });
  await verifyAddress(tx, account.id, now);
  const totp = given.totp === false ? null : await plantTotp(here, account, given.totp ?? true);
  return { id: account.id, email, name, role, password, totp };
}
