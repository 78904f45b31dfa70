import { X509Certificate } from "node:crypto";
import { listActivity } from "@sallyport/contract/activity";
import * as contract from "@sallyport/contract/sign-in";
import { afterEach, beforeEach, expect, test } from "vitest";
import { type Certificate, certificate } from "../../lab/simulation/certificates.ts";
import { asUser, loggedIn, requireMfa, ursula } from "../../lab/simulation/people.ts";
import { type Scene, scene } from "../../lab/simulation/scene.ts";
import { relyingParty } from "../../lab/simulation/simulated-app.ts";
import { type Attest, SoftPasskey } from "../../lab/simulation/soft-passkey.ts";
import { createPasskeys } from "./passkeys.ts";

const root = certificate({ subject: "Root of a maker", isAuthority: true });
const intermediate = certificate({ subject: "A factory", issuer: root, isAuthority: true });
const batch = certificate({ subject: "A batch", issuer: intermediate });
const stranger = certificate({ subject: "Root of a maker", isAuthority: true });

let here: Scene;

beforeEach(async () => {
  here = await scene();
  await requireMfa(here.admin, here.userId);
});
afterEach(() => here[Symbol.asyncDispose]());

function requireAttestation(by = root) {
  const roots = [new X509Certificate(by.der)];
  here.world.parts.passkeys = createPasskeys(here.world.keys, { ...relyingParty, attestation: { roots } });
}

async function offer(attest?: (passkey: SoftPasskey) => Attest) {
  const browser = await loggedIn(here.world, ursula);
  const challenge = await browser.get(contract.askForSetUpPasskey, asUser);
  const passkey = new SoftPasskey();
  const registration = passkey.make(challenge, attest ? { attest: attest(passkey) } : {});
  const body = { name: "A passkey", registration };
  return { challenge, answer: await browser.ask(contract.setUpPasskey, { ...asUser, body }) };
}

const chain =
  (...certificates: Certificate[]) =>
  (passkey: SoftPasskey) =>
    passkey.packed({
      certificates: certificates.map(({ der }) => der),
      key: certificates[0]?.key ?? root.key,
    });

async function lastDetail(): Promise<string | undefined> {
  const { events } = await here.admin.get(listActivity, { query: { limit: "1" } });
  return events[0]?.detail;
}

const accepted = { ok: true, reply: { at: "set-up-complete" } };
const refused = { ok: false, problem: { code: "passkey-refused" } };

test("where attestation is required, a chain to a root is accepted", { tags: ["R104"] }, async () => {
  requireAttestation();
  const { challenge, answer } = await offer(chain(batch, intermediate));
  expect(challenge.options).toMatchObject({ attestation: "direct" });
  expect(answer).toMatchObject(accepted);
});

const expired = certificate({
  subject: "A factory of old",
  issuer: root,
  isAuthority: true,
  to: new Date("2021-01-01"),
});
const madeBy = (issuer: Certificate) => certificate({ subject: "A batch", issuer });
const noRoot = /leads to none of the roots/;

test.for<[what: string, attest: ((passkey: SoftPasskey) => Attest) | undefined, reason: RegExp]>([
  ["none", undefined, /is none without a chain/],
  ["self attestation", (passkey) => passkey.packed(), /is packed without a chain/],
  ["a chain to a stranger's root of the same name", chain(madeBy(stranger)), noRoot],
  ["a chain with a gap", chain(batch), noRoot],
  ["a chain that brings its own root", chain(madeBy(stranger), stranger), noRoot],
  ["a chain through what is no authority", chain(madeBy(batch), batch, intermediate), noRoot],
  ["a chain through what has expired", chain(madeBy(expired), expired), noRoot],
  ["a chain that did not sign", chain({ ...batch, key: root.key }, intermediate), /signature is wrong/],
])(
  "where attestation is required, %s is refused",
  { tags: ["AT-72", "R104"] },
  async ([, attest, reason]) => {
    requireAttestation();
    expect((await offer(attest)).answer).toMatchObject(refused);
    expect(await lastDetail()).toMatch(reason);
  },
);

test("where attestation is required, a root that has expired vouches for nothing", {
  tags: ["AT-72", "R104"],
}, async () => {
  requireAttestation(expired);
  expect((await offer(chain(madeBy(expired)))).answer).toMatchObject(refused);
  expect(await lastDetail()).toMatch(noRoot);
});

test("if attestation isn't required, self attestation counts like none", async () => {
  expect((await offer((passkey) => passkey.packed())).answer).toMatchObject(accepted);
});

test.for(["android-key", "android-safetynet", "apple", "nonsense"])(
  "attestation of the form %s is refused before anything is fetched for it",
  { tags: ["AT-72"] },
  async (fmt) => {
    const { answer } = await offer(() => () => ({ fmt, attStmt: new Map([["x5c", [batch.der]]]) }));
    expect(answer).toMatchObject(refused);
    expect(await lastDetail()).toContain(`attestation of the form ${fmt}`);
  },
);
