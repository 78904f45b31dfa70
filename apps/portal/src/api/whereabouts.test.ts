import type { Whereabouts } from "@sallyport/contract/sign-in";
import { describe, expect, it } from "vitest";
import { newQueryClient } from "./query-client.ts";
import { arrive } from "./whereabouts.ts";

function inside(name: string): Whereabouts {
  const email = `${name}@example.com`;
  return { at: "signed-in", me: { id: name, realm: "user", name, email, username: name, role: null } };
}

const start: Whereabouts = { at: "start" };

async function leftOfHome(before: Whereabouts, now: Whereabouts) {
  const client = newQueryClient();
  await arrive(client, "user", before);
  client.setQueryData(["home"], "Ada's");
  await arrive(client, "user", now);
  return client.getQueryData(["home"]);
}

describe("what a person saw", () => {
  it("stays while it is the same person", async () => {
    const { me } = inside("ada") as Extract<Whereabouts, { at: "signed-in" }>;
    const setUp: Whereabouts = { at: "set-up", me, enrolBy: null, mayPostpone: false, needsSetUpLink: false };
    expect(await leftOfHome(setUp, inside("ada"))).toBe("Ada's");
  });

  it("is gone once they have logged out", async () => {
    expect(await leftOfHome(inside("ada"), start)).toBeUndefined();
  });

  it("is gone when another account is logged in, even without a login in this tab", async () => {
    expect(await leftOfHome(inside("ada"), inside("bob"))).toBeUndefined();
  });
});
