import { expect, test } from "vitest";
import { newPlace } from "../../../lab/postgres/new-place.ts";
import { JudgedServer } from "./judged-server.fixture.ts";
import { redeemedAtOnce } from "./openid-client.fixture.ts";

test("of a hundred requests at once, one redeems a code or a refresh token", async () => {
  await using server = await JudgedServer.start({ place: await newPlace() });
  const address = "http://127.0.0.1:3001";
  const application = await server.register(address, { keepsAccess: true });
  const visitor = await server.visitor(server.town.unrequired[0]);
  expect(await redeemedAtOnce(application, visitor, address)).toEqual({
    codes: { accepted: 1, refused: 99 },
    refreshTokens: { accepted: 1, refused: 99 },
  });
});
