import { type ChildProcessWithoutNullStreams, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Endpoint } from "@sallyport/contract/endpoint";
import { acceptPasswordReset, askForPasswordReset } from "@sallyport/contract/password-reset";
import { makeRecoveryCodes } from "@sallyport/contract/security";
import { submitPasscode, submitRecoveryCode } from "@sallyport/contract/sign-in";
import { createPassphraseStore } from "@sallyport/secure-store/passphrase-store";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { newPlace } from "../postgres/new-place.ts";
import { portalOrigin } from "../simulation/browser.ts";
import { vera } from "../simulation/passkey-scene.ts";
import { asUser, loggedIn, turnToNextCode, ursula } from "../simulation/people.ts";
import { type EnrolledScene, enrolledScene } from "../simulation/scene.ts";

const program = `
  import { createInterface } from "node:readline";
  import { createPassphraseStore } from "@sallyport/secure-store/passphrase-store";
  import { simulateApp } from "../simulation/simulated-app.ts";
  const [file, passphrase] = process.argv.slice(1);
  const kept = { file, store: createPassphraseStore({ file: passphrase }) };
  await using world = await simulateApp(null, { kept });
  console.log("ready");
  for await (const line of createInterface({ input: process.stdin })) {
    const { now, requests } = JSON.parse(line);
    world.clock.turnTo(now);
    const answers = await Promise.all(requests.map((request) => world.app.inject(request)));
    const outcomes = answers.map(({ statusCode, payload }) => statusCode === 200 ? "ok" : JSON.parse(payload).code);
    console.log(JSON.stringify(outcomes));
  }`;

let folder: string;
let here: EnrolledScene;
let others: ChildProcessWithoutNullStreams[];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "sallyport-processes-"));
  const file = await newPlace(join(folder, "sallyport.db"));
  const passphrase = join(folder, "passphrase");
  await writeFile(passphrase, "the passphrase of all of them", { mode: 0o600 });
  const store = createPassphraseStore({ file: passphrase, cost: { N: 2 ** 14, r: 8, p: 1 } });
  here = await enrolledScene({ kept: { file, store } });
  const args = ["--input-type=module", "--eval", program, file, passphrase];
  others = [1, 2].map(() => spawn(process.execPath, args, { cwd: import.meta.dirname }));
  await Promise.all(others.map(({ stdout }) => once(stdout, "data")));
}, 60_000);
afterAll(async () => {
  for (const { stdin } of others) stdin.end();
  const running = others.filter(({ exitCode }) => exitCode === null);
  await Promise.all(running.map((child) => once(child, "close")));
  await here[Symbol.asyncDispose]();
  await rm(folder, { recursive: true });
});
beforeEach(() => turnToNextCode(here.world.clock));

interface Asked {
  cookies: ReadonlyMap<string, string>;
  body: Record<string, string>;
}

async function raced(endpoint: Endpoint, asked: readonly Asked[]): Promise<Record<string, number>> {
  const requests = asked.map(({ cookies, body }) => ({
    method: endpoint.method,
    url: endpoint.path.replace(":realm", "user"),
    headers: { host: new URL(portalOrigin).host },
    cookies: Object.fromEntries(cookies),
    payload: body,
  }));
  const halves = [requests.slice(0, asked.length / 2), requests.slice(asked.length / 2)];
  const now = here.world.clock.now();
  const answers = await Promise.all(
    others.map(async ({ stdin, stdout }, index) => {
      stdin.write(`${JSON.stringify({ now, requests: halves[index] })}\n`);
      const [line] = (await once(stdout, "data")) as [Buffer];
      return JSON.parse(line.toString()) as string[];
    }),
  );
  expect(answers.map(({ length }) => length)).toEqual([asked.length / 2, asked.length / 2]);
  const outcomes = Map.groupBy(answers.flat(), (outcome) => outcome);
  return Object.fromEntries([...outcomes].map(([outcome, of]) => [outcome, of.length]));
}

async function waiting(body: Record<string, string>): Promise<Asked[]> {
  const signIns = await Promise.all(Array.from({ length: 40 }, () => loggedIn(here.world, ursula)));
  return signIns.map(({ cookies }) => ({ cookies, body }));
}

test("of forty sign-ins at two processes with one passcode, one arrives", {
  tags: ["AT-26", "R21", "R47", "R48"],
}, async () => {
  const asked = await waiting(here.rightCode().body);
  expect(await raced(submitPasscode, asked)).toEqual({ ok: 1, replayed: 39 });
});

test("of forty sign-ins at two processes with one recovery code, one arrives", {
  tags: ["AT-26", "R21", "R47", "R48"],
}, async () => {
  const { codes } = await (await here.arrived()).get(makeRecoveryCodes, asUser);
  const asked = await waiting({ code: codes[0] ?? "" });
  expect(await raced(submitRecoveryCode, asked)).toEqual({ ok: 1, replayed: 39 });
});

test("of forty who use one reset link at two processes, one chooses the password", {
  tags: ["AT-26", "R47", "R48"],
}, async () => {
  const { world } = here;
  const { id } = await world.addAccount(vera);
  await world.browser().get(askForPasswordReset, { ...asUser, body: { login: vera.login } });
  await world.parts.afterReply.settled();
  await world.parts.outbox.deliverDue();
  const token = /\/reset-password#(\S+)/.exec(world.mails.at(-1)?.text ?? "")?.[1] ?? "";
  const phrases = Array.from({ length: 40 }, (_, index) => `a phrase of number ${index}`);
  const asked = phrases.map((password) => ({ cookies: new Map(), body: { token, password } }));
  expect(await raced(acceptPasswordReset, asked)).toEqual({ ok: 1, "link-invalid": 39 });
  const { password_hash: hash } = await world.parts.database
    .selectFrom("accounts")
    .select("password_hash")
    .where("id", "=", id)
    .executeTakeFirstOrThrow();
  const isChosen = await Promise.all(phrases.map((phrase) => world.parts.passwords.isRight(phrase, hash)));
  expect(isChosen.filter(Boolean)).toHaveLength(1);
});

test("of forty wrong codes at two processes, five are judged", {
  tags: ["AT-35", "R07", "R47", "R95"],
}, async () => {
  const asked = await waiting(here.wrongCode().body);
  expect(await raced(submitPasscode, asked)).toEqual({ "wrong-code": 5, wait: 35 });
});
