import * as contract from "@sallyport/contract/sign-in";
import { afterEach, beforeEach, expect, test } from "vitest";
import { textOf } from "../../lab/simulation/database-dump.ts";
import { formIn } from "../../lab/simulation/kept-secrets.ts";
import { challengeAtSecondStep, challengeAtStart } from "../../lab/simulation/passkey-ceremonies.ts";
import { type PasskeyScene, passkeyScene, vera } from "../../lab/simulation/passkey-scene.ts";
import { asUser, loggedIn, ursula } from "../../lab/simulation/people.ts";
import type { SoftPasskey } from "../../lab/simulation/soft-passkey.ts";
import type { PasskeyRow } from "../database/schema.ts";
import { rewrapAll } from "../keys/rewrap.ts";
import { countByKeyVersion } from "../keys/sealed-rows.repository.ts";
import { openPublicKey } from "./sealed-public-key.ts";

let here: PasskeyScene;
let ursulas: SoftPasskey;
let veras: SoftPasskey;

beforeEach(async () => {
  here = await passkeyScene();
  ursulas = await here.enrolled();
  veras = await here.enrolled(vera);
});
afterEach(() => here[Symbol.asyncDispose]());

const alter = (id: string, altered: Partial<PasskeyRow>) =>
  here.world.parts.database.updateTable("passkeys").set(altered).where("id", "=", id).execute();

async function rowOf({ credentialId }: SoftPasskey): Promise<PasskeyRow> {
  return here.world.parts.database
    .selectFrom("passkeys")
    .selectAll()
    .where("credential_id", "=", credentialId)
    .executeTakeFirstOrThrow();
}

const refusals = () =>
  here.world.parts.database
    .selectFrom("audit_events")
    .select(["subject", "outcome", "detail"])
    .where("kind", "=", "passkey_public_key_refused")
    .execute();

const claim = (credentialId: string) => ({
  credentialId,
  userHandle: Buffer.from(here.userId.replaceAll("-", ""), "hex").toString("base64url"),
});

async function knock(passkey: SoftPasskey, credentialId: string) {
  const browser = here.world.browser();
  const body = { assertion: passkey.respond(await challengeAtStart(browser), claim(credentialId)) };
  return browser.ask(contract.signInWithPasskey, { ...asUser, body });
}

async function submit(passkey: SoftPasskey, credentialId: string) {
  const browser = await loggedIn(here.world, ursula);
  const body = { assertion: passkey.respond(await challengeAtSecondStep(browser), claim(credentialId)) };
  return browser.ask(contract.submitPasskey, { ...asUser, body });
}

type Plant = (rows: { hers: PasskeyRow; mine: PasskeyRow }) => Promise<string>;

test.for<[what: string, plant: Plant]>([
  [
    "another passkey's public key, sealed, in the place of one's own,",
    async ({ hers, mine }) => {
      await alter(hers.id, { sealed_public_key: mine.sealed_public_key });
      return hers.credential_id;
    },
  ],
  [
    "a row that is given to another account",
    async ({ mine }) => {
      await alter(mine.id, { account_id: here.userId });
      return mine.credential_id;
    },
  ],
  [
    "a row that takes the place of another passkey, with its id and credential,",
    async ({ hers, mine }) => {
      const { id, credential_id } = hers;
      await here.world.parts.database.deleteFrom("passkeys").where("id", "=", id).execute();
      await alter(mine.id, { id, credential_id, account_id: here.userId });
      return credential_id;
    },
  ],
  [
    "a public key that is put there without a seal",
    async ({ hers, mine }) => {
      const { keys } = here.world;
      const opened = await openPublicKey(keys, here.world.parts.database, mine);
      await alter(hers.id, { sealed_public_key: opened });
      return hers.credential_id;
    },
  ],
])("%s opens nothing, and the attempt is on record", { tags: ["AT-74", "R30"] }, async ([, plant]) => {
  const rows = { hers: await rowOf(ursulas), mine: await rowOf(veras) };
  const credentialId = await plant(rows);
  for (const attempt of [knock, submit]) {
    expect(await attempt(veras, credentialId)).toMatchObject({ ok: false, status: 500 });
  }
  const detail = expect.stringMatching(/^passkey \S+: its sealed public key was altered/);
  const refused = { subject: "ursula@example.com", outcome: "failure", detail };
  expect(await refusals()).toEqual([refused, refused]);
});

test("no public key lies in the database in clear", { tags: ["R30"] }, async () => {
  const { keys, parts } = here.world;
  const publicKey = await openPublicKey(keys, parts.database, await rowOf(ursulas));
  expect(publicKey.length).toBeGreaterThan(64);
  expect(formIn(await textOf(parts.database), publicKey)).toBeUndefined();
});

test("public keys are re-encrypted when the keys rotate, and passkeys still work", {
  tags: ["R30", "R59"],
}, async () => {
  const { keys, parts } = here.world;
  await keys.rotate();
  await rewrapAll(parts.database, keys);
  expect([...(await countByKeyVersion(parts.database)).keys()]).toEqual([2]);
  await keys.retire(1);
  expect(await knock(ursulas, ursulas.credentialId)).toMatchObject({ ok: true });
  expect(await submit(ursulas, ursulas.credentialId)).toMatchObject({ ok: true });
  expect(await refusals()).toEqual([]);
});
