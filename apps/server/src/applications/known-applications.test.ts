import { addApplication } from "@sallyport/contract/applications/applications";
import { templates } from "@sallyport/contract/applications/templates/templates";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Scene, scene } from "../../lab/simulation/scene.ts";

let here: Scene;

beforeAll(async () => {
  here = await scene();
});
afterAll(() => here[Symbol.asyncDispose]());

test.for(templates)("$name is added with an address alone", async (template) => {
  const { key, name, clientType, keepsAccess, launchPath, callbackPaths, otherCallbacks = [] } = template;
  const address = template.address ?? "https://tools.example.com:8443/app";
  const { application, secret } = await here.admin.get(addApplication, { body: { which: key, address } });
  expect(application).toMatchObject({
    name,
    template: key,
    clientType,
    keepsAccess,
    launchAddress: launchPath === null ? null : address + launchPath,
    callbackAddresses: [...callbackPaths.map((path) => address + path), ...otherCallbacks].toSorted(),
    openTo: "groups",
  });
  expect(secret === null).toBe(clientType === "public");
});
