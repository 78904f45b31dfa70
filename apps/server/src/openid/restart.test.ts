import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createMemoryStore } from "@sallyport/secure-store/memory-store";
import { expect, onTestFinished, test } from "vitest";
import { loggedIn, ursula } from "../../lab/simulation/people.ts";
import { RelyingParty, send, type Tokens } from "../../lab/simulation/relying-party.ts";
import { simulateApp } from "../../lab/simulation/simulated-app.ts";

test("a used refresh token ends the tokens of its login, also after a restart", {
  tags: ["AT-134"],
}, async () => {
  const folder = await mkdtemp(join(tmpdir(), "sallyport-restart-"));
  onTestFinished(() => rm(folder, { recursive: true }));
  const kept = { file: join(folder, "sallyport.db"), store: createMemoryStore() };
  const before = await simulateApp(null, { kept });
  await before.addAccount(ursula);
  const phone = await RelyingParty.add(before, { keeps_access: 1 });
  const { refresh_token: used = "" } = await phone.tokens(await loggedIn(before, ursula));
  const form = {
    grant_type: "refresh_token",
    client_id: phone.id,
    client_secret: phone.secret,
    refresh_token: used,
  };
  const renewed = await send(before, "/oidc/token", { method: "POST", form });
  expect(renewed.status).toBe(200);
  await before[Symbol.asyncDispose]();
  await using after = await simulateApp(null, { kept });
  expect((await send(after, "/oidc/token", { method: "POST", form })).status).toBe(400);
  const { access_token: token } = JSON.parse(renewed.body) as Tokens;
  const headers = { authorization: `Bearer ${token}` };
  expect((await send(after, "/oidc/me", { headers })).status).toBe(401);
});
