import { about } from "@sallyport/contract/about";
import { listActivity } from "@sallyport/contract/activity";
import * as contract from "@sallyport/contract/logo";
import { showSettings } from "@sallyport/contract/settings";
import { afterEach, beforeEach, expect, test } from "vitest";
import { type Browser, portalOrigin } from "../../../lab/simulation/browser.ts";
import { ada, grace, proven } from "../../../lab/simulation/people.ts";
import { type SimulatedApp, simulateApp } from "../../../lab/simulation/simulated-app.ts";
import { minute } from "../../core/clock.ts";
import { jpeg, losslessWebp, png, pngChunk } from "./pictures.fixture.ts";

let world: SimulatedApp;
let owner: Browser;
beforeEach(async () => {
  world = await simulateApp();
  await world.addAccount(ada);
  owner = await proven(world, ada);
});
afterEach(() => world[Symbol.asyncDispose]());

const change = (picture: Buffer | null, from: string | null = null) => ({
  body: { picture: picture && picture.toString("base64"), from },
});
const shown = async () => (await world.browser().get(about, {})).logo;
const fetched = (path: string) =>
  world.app.inject({ url: path, headers: { host: new URL(portalOrigin).host } });

test.for([
  ["image/png", png(64, 32), { width: 64, height: 32 }],
  ["image/jpeg", jpeg, { width: 32, height: 24 }],
  ["image/webp", losslessWebp, { width: 32, height: 24 }],
] as const)(
  "a logo as %s is shown to everyone, at an address of its content",
  { tags: ["AT-97"] },
  async ([type, picture, sides]) => {
    expect(await shown()).toBeNull();
    const { logo } = await owner.get(contract.changeLogo, change(picture));
    expect(await shown()).toEqual({ path: logo?.path, ...sides });
    const changed = { changedAt: new Date(world.clock.now()).toISOString(), changedBy: "ada" };
    expect((await owner.get(showSettings, {})).logo).toMatchObject({ hash: logo?.hash, ...changed });
    const answer = await fetched(logo?.path ?? "");
    expect(answer.statusCode).toBe(200);
    expect(answer.headers).toMatchObject({
      "content-type": type,
      "content-security-policy": "default-src 'none'; frame-ancestors 'none'",
      "x-content-type-options": "nosniff",
      "cross-origin-resource-policy": "same-origin",
      "cache-control": "public, max-age=31536000, immutable",
    });
    const { events } = await owner.get(listActivity, { query: { kind: "logo_change" } });
    expect(events).toMatchObject([
      { by: { name: "ada" }, detail: `${type}, ${sides.width} × ${sides.height} pixels` },
    ]);
  },
);

test("a new logo has a new address, and a removed one has none", async () => {
  const first = (await owner.get(contract.changeLogo, change(png()))).logo;
  const second = (await owner.get(contract.changeLogo, change(jpeg, first?.hash))).logo;
  expect((await fetched(first?.path ?? "")).statusCode).toBe(404);
  expect((await fetched(second?.path ?? "")).statusCode).toBe(200);
  expect(await owner.get(contract.changeLogo, change(null, second?.hash))).toEqual({ logo: null });
  expect((await fetched(second?.path ?? "")).statusCode).toBe(404);
  expect(await shown()).toBeNull();
  const { events } = await owner.get(listActivity, { query: { kind: "logo_change" } });
  expect(events.map(({ detail }) => detail)[0]).toBe("removed");
});

test("what is hidden in the file isn't stored", { tags: ["AT-97"] }, async () => {
  const script = Buffer.from("<script>alert(1)</script>");
  await owner.get(
    contract.changeLogo,
    change(Buffer.concat([png(32, 32, [pngChunk("tEXt", script)]), script])),
  );
  const { content } = await world.parts.database
    .selectFrom("logos")
    .select("content")
    .executeTakeFirstOrThrow();
  expect(Buffer.from(content).includes("script")).toBe(false);
});

test("a page that shows another logo changes nothing", async () => {
  const { logo } = await owner.get(contract.changeLogo, change(png()));
  await world.addAccount(grace);
  const other = await proven(world, grace);
  for (const picture of [jpeg, null]) {
    const refused = await other.refusal(contract.changeLogo, change(picture));
    expect(refused).toMatchObject({ code: "changed-meanwhile", lastChange: { by: "ada" } });
  }
  expect(await shown()).toMatchObject({ path: logo?.path });
});

test("the same logo again leaves no event", async () => {
  const { logo } = await owner.get(contract.changeLogo, change(png()));
  await owner.get(contract.changeLogo, change(png(), logo?.hash));
  const { events } = await owner.get(listActivity, { query: { kind: "logo_change" } });
  expect(events).toHaveLength(1);
});

test.for<[string, unknown]>([
  ["an SVG", Buffer.from("<svg xmlns='http://www.w3.org/2000/svg'/>").toString("base64")],
  ["a picture that is too large", png(2000, 2000).toString("base64")],
  ["no base64", "“picture”"],
  ["an empty text", ""],
  ["a number", 7],
  ["too much data", "A".repeat(180_000)],
])("%s is refused", { tags: ["AT-97"] }, async ([, picture]) => {
  const body = { picture: picture as string, from: null };
  const refused = await owner.refusal(contract.changeLogo, { body });
  expect(refused).toMatchObject({ code: "invalid-request", fields: [{ path: "picture" }] });
});

test("a change takes a fresh proof", async () => {
  world.clock.turnTo(world.clock.now() + 10 * minute);
  const { code } = await owner.refusal(contract.changeLogo, change(png()));
  expect(code).toBe("insufficient-user-authentication");
});
