import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { showPermissions } from "@sallyport/contract/permissions";
import { expect, test } from "vitest";
import { endpoints } from "../../../lab/simulation/contract-requests.ts";
import { ada, proven } from "../../../lab/simulation/people.ts";
import { simulateApp } from "../../../lab/simulation/simulated-app.ts";

const ofConsole = endpoints.filter(({ endpoint }) => endpoint.asks === "administrator");

test("the page names every endpoint of the console, with the role and the proof that the server checks", async () => {
  await using world = await simulateApp();
  await world.addAccount(ada);
  const admin = await proven(world, ada);
  const { permissions, reach } = await admin.get(showPermissions, {});
  const shown = permissions.map(({ summary, atLeast, secondFactor }) =>
    [summary, atLeast, secondFactor].join("; "),
  );
  const declared = ofConsole.map(({ endpoint: { summary, atLeast, proof, proofIf } }) =>
    [summary, atLeast, proof ? "always" : (proofIf ?? "never")].join("; "),
  );
  expect(shown.toSorted()).toEqual(declared.toSorted());
  expect(reach).toContainEqual({ role: "help-desk", reaches: ["help-desk", "read-only"] });
  expect(new Set(permissions.map(({ summary }) => summary)).size).toBe(shown.length);
});

test("an endpoint says either that it always takes a second factor, or when", () => {
  const both = ofConsole.filter(({ endpoint: { proof, proofIf } }) => proof && proofIf);
  expect(both).toEqual([]);
});

/** For each file that calls `requireProof`, the number of its endpoints with `proofIf`. */
const asking: Record<string, number> = {
  "accounts/administrators/administrator-access.ts": 1,
  "accounts/administrators/all-administrators.ts": 1,
  "accounts/groups/group-requirement.ts": 1,
  "accounts/groups/members.ts": 1,
  "accounts/groups/new-users.ts": 1,
  "accounts/users/move-deadline.ts": 1,
  // `redirect-mails.ts` has no endpoint. The endpoint of `users.ts` calls it.
  "accounts/users/redirect-mails.ts": 0,
  "accounts/users/add-user.ts": 1,
  "accounts/users/users.ts": 1,
  "accounts/users/user-access.ts": 1,
  "applications/change-application.ts": 1,
};

test("every use case of the console that asks for a second factor by itself says so at its endpoint", async () => {
  const folder = join(import.meta.dirname, "../..");
  const files = (await readdir(folder, { recursive: true })).filter((file) =>
    /^(accounts|applications)\/.*(?<!\.test)\.ts$/.test(file),
  );
  const found: string[] = [];
  for (const file of files)
    if ((await readFile(join(folder, file), "utf8")).includes(" requireProof(")) found.push(file);
  expect(found.toSorted()).toEqual(Object.keys(asking).toSorted());
  const count = Object.values(asking).reduce((all, each) => all + each, 0);
  expect(ofConsole.filter(({ endpoint }) => endpoint.proofIf).length).toBe(count);
});
