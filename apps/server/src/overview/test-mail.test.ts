import { sendTestMail, showChecklist } from "@sallyport/contract/overview";
import { afterEach, beforeEach, expect, test } from "vitest";
import { type Scene, scene } from "../../lab/simulation/scene.ts";
import { RefusedByMailServer } from "../mail/outbox.ts";
import { mailProblemOf } from "./mail-problem.ts";

let here: Scene;
beforeEach(async () => {
  here = await scene();
});
afterEach(() => here[Symbol.asyncDispose]());

const send = () => here.admin.get(sendTestMail, {});
const isDone = async () => (await here.admin.get(showChecklist, {})).done.includes("test-mail");
const lastEvent = () =>
  here.world.parts.database
    .selectFrom("audit_events")
    .selectAll()
    .orderBy("id", "desc")
    .limit(1)
    .executeTakeFirstOrThrow();

test("goes to the administrator who asks, and the answer says that it was accepted", async () => {
  expect(await send()).toEqual({ to: "ada@example.com", problem: null, reply: null });
  expect(here.world.mails.at(-1)).toMatchObject({
    to: "ada@example.com",
    subject: "Your test mail has arrived",
  });
  expect(await isDone()).toBe(true);
  expect(await lastEvent()).toMatchObject({ kind: "test_mail", outcome: "success" });
});

test("that the mail server refuses shows its words, and is still to be done", async () => {
  here.world.mailServer.refuses.add("ada@example.com");
  expect(await send()).toMatchObject({ problem: "refused", reply: "550 No such mailbox" });
  expect(await isDone()).toBe(false);
  expect(await lastEvent()).toMatchObject({ outcome: "failure", detail: "550 No such mailbox" });
});

test("that reaches no mail server makes the mail server fail on the overview", async () => {
  here.world.mailServer.isDown = true;
  expect(await send()).toMatchObject({ problem: "other", reply: null });
  expect(here.world.parts.outbox.mailServer).toBe("failing");
  expect(await isDone()).toBe(false);
});

test("can be sent ten times an hour", async () => {
  for (let time = 0; time < 10; time++) await send();
  const refusal = await here.admin.refusal(sendTestMail, {});
  expect(refusal).toMatchObject({ code: "too-many-requests", retryAfterSeconds: 3600 });
  expect(here.world.mails.filter(({ subject }) => subject === "Your test mail has arrived")).toHaveLength(10);
});

const withCode = (code: string, message = "") => Object.assign(new Error(message), { code });

test.for([
  [new RefusedByMailServer("535 wrong password"), "refused"],
  [withCode("ESOCKET", "connect ECONNREFUSED 127.0.0.1:25"), "unreachable"],
  [withCode("EDNS", "getaddrinfo ENOTFOUND mail.nowhere.example"), "unknown-name"],
  [withCode("ETIMEDOUT", "Connection timeout"), "no-answer"],
  [withCode("DEPTH_ZERO_SELF_SIGNED_CERT", "self-signed certificate"), "untrusted"],
  [new Error("anything else"), "other"],
  ["no error at all", "other"],
] as const)("the failure %s is explained as %s", ([error, problem]) => {
  expect(mailProblemOf(error).problem).toBe(problem);
});
