import type { PasskeyChallenge } from "@sallyport/contract/passkey";
import { addPasskey, askForNewPasskey } from "@sallyport/contract/security";
import * as contract from "@sallyport/contract/sign-in";
import type { Realm } from "@sallyport/contract/text";
import type { Browser } from "./browser.ts";
import type { SoftPasskey } from "./soft-passkey.ts";

export async function enrolPasskey(
  browser: Browser,
  passkey: SoftPasskey,
  realm: Realm = "user",
): Promise<void> {
  const params = { realm };
  const challenge = await browser.get(contract.askForSetUpPasskey, { params });
  const body = { name: "A passkey", registration: passkey.make(challenge) };
  await browser.get(contract.setUpPasskey, { params, body });
  await browser.get(contract.acknowledgeSetUp, { params });
}

export function challengeAtStart(browser: Browser, realm: Realm = "user"): Promise<PasskeyChallenge> {
  return browser.get(contract.askForAnyPasskey, { params: { realm } });
}

export function challengeAtSecondStep(browser: Browser, realm: Realm = "user"): Promise<PasskeyChallenge> {
  return browser.get(contract.askForOwnPasskey, { params: { realm } });
}

export async function addOwnPasskey(
  browser: Browser,
  passkey: SoftPasskey,
  { realm = "user", name = "A passkey" }: { realm?: Realm; name?: string } = {},
): Promise<string> {
  const params = { realm };
  const challenge = await browser.get(askForNewPasskey, { params });
  const body = { name, registration: passkey.make(challenge) };
  const { passkeys } = await browser.get(addPasskey, { params, body });
  return passkeys.at(-1)?.id ?? "";
}
