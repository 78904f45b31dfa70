import { generateKeyPairSync } from "node:crypto";
import * as contract from "@sallyport/contract/sign-in";
import { isoCBOR } from "@simplewebauthn/server/helpers";
import { afterEach, beforeEach, expect, test } from "vitest";
import { coseKeyOf } from "../../lab/simulation/cose-key.ts";
import { challengeAtStart } from "../../lab/simulation/passkey-ceremonies.ts";
import { type PasskeyScene, passkeyScene } from "../../lab/simulation/passkey-scene.ts";
import { asUser, loggedIn, ursula } from "../../lab/simulation/people.ts";
import { SoftPasskey } from "../../lab/simulation/soft-passkey.ts";
import { weaknessOf } from "./passkey-strength.ts";

const [es256, edDsa, rs256] = [-7, -8, -257];

const curve = (namedCurve: string) => generateKeyPairSync("ec", { namedCurve });
const rsa = (modulusLength: number) => generateKeyPairSync("rsa", { modulusLength });

let here: PasskeyScene;

beforeEach(async () => {
  here = await passkeyScene();
});
afterEach(() => here[Symbol.asyncDispose]());

async function offer(passkey: SoftPasskey) {
  const browser = await loggedIn(here.world, ursula);
  const challenge = await browser.get(contract.askForSetUpPasskey, asUser);
  const body = { name: "A passkey", registration: passkey.make(challenge) };
  return browser.ask(contract.setUpPasskey, { ...asUser, body });
}

test.for([
  ["ES256 on P-256", es256, curve("P-256")],
  ["EdDSA on Ed25519", edDsa, generateKeyPairSync("ed25519")],
  ["RS256 with 2048 bits", rs256, rsa(2048)],
] as const)("a passkey of %s is bound, and signs in", async ([, algorithm, key]) => {
  const passkey = new SoftPasskey({ algorithm }, key);
  expect(await offer(passkey)).toMatchObject({ ok: true });
  const browser = here.world.browser();
  const body = { assertion: passkey.respond(await challengeAtStart(browser)) };
  expect(await browser.get(contract.signInWithPasskey, { ...asUser, body })).toMatchObject({
    at: "signed-in",
  });
});

const noneOfIts = /is none of its algorithm/;

test.for([
  ["RS256 with 1024 bits", rs256, rsa(1024), /RSA key has only 1024 bits/],
  ["RS256 with one bit too few", rs256, rsa(2047), /RSA key has only 2047 bits/],
  ["ES256 on P-384", es256, curve("P-384"), noneOfIts],
  ["ES256 on Ed25519", es256, generateKeyPairSync("ed25519"), noneOfIts],
  ["ES256 with an RSA key", es256, rsa(2048), noneOfIts],
  ["EdDSA on P-256", edDsa, curve("P-256"), noneOfIts],
  ["RS256 with a key of P-256", rs256, curve("P-256"), noneOfIts],
] as const)("a passkey of %s is refused", { tags: ["AT-72", "R98"] }, async ([, algorithm, key, reason]) => {
  const answer = await offer(new SoftPasskey({ algorithm }, key));
  expect(answer).toMatchObject({ ok: false, problem: { code: "passkey-refused" } });
  expect(await here.lastDetail()).toMatch(reason);
  expect(await here.passkeys()).toEqual([]);
});

test.for<[what: string, y: Uint8Array | boolean]>([
  ["is not on the curve", new Uint8Array(32).fill(1)],
  ["is compressed", true],
])("a point that %s makes no key", { tags: ["R98"] }, ([, y]) => {
  const key = coseKeyOf(curve("P-256").publicKey, es256) as Map<number, Uint8Array | number | boolean>;
  expect(weaknessOf(isoCBOR.encode(key))).toBeNull();
  expect(() => weaknessOf(isoCBOR.encode(key.set(-3, y)))).toThrow(/JWK/);
});
