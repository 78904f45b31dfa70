import { once } from "node:events";
import { request } from "node:http";
import { text } from "node:stream/consumers";
import { pino } from "pino";
import { expect, onTestFinished, test } from "vitest";
import { freePort } from "../../lab/free-port.ts";
import { TurnableClock } from "../../lab/simulation/turnable-clock.ts";
import { type Config, readConfig } from "../config/config.ts";
import { ConfigError } from "../config/config-error.ts";
import { minute } from "../core/clock.ts";
import { type RunningServer, startServer } from "../server.ts";

const clock = new TurnableClock(Date.UTC(2027, 0, 4, 9));
const host = "portal.localhost:8080";

async function start(more: Record<string, string>): Promise<RunningServer & { port: number }> {
  const port = await freePort();
  const settings = { DATABASE: ":memory:", SECURE_STORE: "memory", SMTP_URL: "smtp://127.0.0.1:9", ...more };
  const read = readConfig(settings, { portal: "", authenticator: "" });
  const config: Config = { ...read, port, webApps: null };
  const server = await startServer(config, { clock, log: pino({ level: "silent" }) });
  onTestFinished(server.stop);
  return { ...server, port };
}

async function ask(port: number, path: string, body?: object) {
  const headers = { host, origin: `http://${host}`, "content-type": "application/json" };
  const sent = request({
    host: "127.0.0.1",
    port,
    path,
    method: body ? "POST" : "GET",
    headers,
    agent: false,
  });
  sent.end(body && JSON.stringify(body));
  const [response] = await once(sent, "response");
  return { status: response.statusCode as number, body: await text(response) };
}

test("without METRICS_PORT there are no metrics, on no port", async () => {
  expect(
    readConfig(
      { DATABASE: ":memory:", SECURE_STORE: "memory", SMTP_URL: "smtp://127.0.0.1:9" },
      {
        portal: "",
        authenticator: "",
      },
    ).metrics,
  ).toBeNull();
  const { port } = await start({});
  expect((await ask(port, "/metrics")).status).toBe(404);
});

test("the numbers are those of what happened, and no label has what a user sent", async () => {
  const metricsPort = await freePort();
  const { port, parts, doWhatIsDue } = await start({ METRICS_PORT: String(metricsPort) });
  const read = async () => (await ask(metricsPort, "/metrics")).body;

  await ask(port, "/api/about");
  await ask(port, "/api/about");
  await ask(port, "/secret-path");
  await ask(port, `/oidc/auth?state=${"secret-state".repeat(400)}`);
  await ask(port, "/api/admin/users/secret-id");
  const wrong = { login: "secret-login@example.com", password: "secret-password" };
  await ask(port, "/api/user/sign-in/password", wrong);
  await ask(port, "/api/administrator/sign-in/password", wrong);
  const mail = {
    kind: "letter",
    to: { id: null, email: "secret-address@example.com", name: "Secret-name" },
    subject: "A letter",
    paragraphs: ["words"],
    ifUnexpected: "Ignore it.",
    reason: "It is a test.",
  };
  await parts.outbox.queue(parts.database, mail, clock.now() - 3 * minute);
  await doWhatIsDue();

  const found = await read();
  const about = 'method="GET",route="/api/about",status="200"';
  for (const line of [
    `sallyport_request_seconds_count{${about}} 2`,
    'sallyport_request_seconds_count{method="GET",route="/api/admin/users/:id",status="401"} 1',
    'sallyport_request_seconds_count{method="any",route="none",status="404"} 1',
    'sallyport_logins_total{realm="user",result="failure"} 1',
    'sallyport_logins_total{realm="administrator",result="failure"} 1',
    "sallyport_locks_total 0",
    'sallyport_authorizations_refused_total{limit="length"} 1',
    "sallyport_hash_queue_length 0",
    "sallyport_hash_wait_seconds_count 2",
    "sallyport_outbox_mails 1",
    "sallyport_outbox_oldest_seconds 180",
    'sallyport_part_ok{part="keys"} 1',
    'sallyport_part_ok{part="database"} 1',
    'sallyport_part_ok{part="mail"} 0',
  ])
    expect(found).toContain(`${line}\n`);
  expect(found).toMatch(/^sallyport_event_loop_delay_seconds\{quantile="0\.99"\} 0\.\d+$/m);
  expect(found).toContain("sallyport_request_seconds_bucket{le=");
  expect(found).not.toMatch(/secret|127\.0\.0\.1|example/i);
  expect(await read()).not.toContain('route="/metrics"');
});

test("a number that can't be read takes none of the others along", async () => {
  const metricsPort = await freePort();
  const { parts } = await start({ METRICS_PORT: String(metricsPort) });
  await parts.database.schema.dropTable("outbox").execute();
  const { status, body } = await ask(metricsPort, "/metrics");
  expect(status).toBe(200);
  expect(body).toContain("sallyport_outbox_mails Nan\n");
  expect(body).toContain("sallyport_locks_total 0\n");
});

test("only /metrics is on that port", async () => {
  const metricsPort = await freePort();
  await start({ METRICS_PORT: String(metricsPort) });
  for (const path of ["/", "/api/about", "/health/live", "/metrics/"])
    expect([path, (await ask(metricsPort, path)).status]).toEqual([path, 404]);
  expect((await ask(metricsPort, "/metrics", {})).status).toBe(404);
});

test("a taken port is refused in a sentence", async () => {
  const metricsPort = await freePort();
  await start({ METRICS_PORT: String(metricsPort) });
  const again = start({ METRICS_PORT: String(metricsPort) });
  await expect(again).rejects.toThrow(ConfigError);
  await expect(again).rejects.toThrow(
    /^METRICS_PORT: Sallyport can't listen on port \d+ of 127\.0\.0\.1 \(EADDRINUSE\)/,
  );
});
