import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, onTestFinished, test } from "vitest";
import { keyStores } from "../key-stores/list.ts";
import { readAccountsConfig, readConfig, readKeysConfig } from "./config.ts";
import { ConfigError } from "./config-error.ts";
import { defaultDatabase } from "./key-storage.ts";

const webApps = { portal: "portal/dist", authenticator: "authenticator/dist" };
const enough = {
  SECURE_STORE: "passphrase",
  SECURE_STORE_PASSPHRASE_FILE: "/run/passphrase",
  SMTP_URL: "smtp://mail.example.com:587",
};
const read = (changes: Record<string, string | undefined> = {}) =>
  readConfig({ ...enough, ...changes }, webApps);

function refusal(changes: Record<string, string | undefined>): string[] {
  try {
    read(changes);
  } catch (error) {
    if (error instanceof ConfigError) return error.message.split("\n");
    throw error;
  }
  throw new Error("These settings were accepted.");
}

describe("defaults", () => {
  test("a key store, its file and a mail server are enough", () => {
    expect(read()).toEqual({
      host: "127.0.0.1",
      port: 8080,
      portalOrigin: "http://portal.localhost:8080",
      authenticatorOrigin: "http://authenticator.localhost:8080",
      fixedSettings: {},
      database: defaultDatabase,
      keyStorage: { kind: "passphrase", file: "/run/passphrase" },
      keyLifetimeDays: 365,
      smtpUrl: "smtp://mail.example.com:587",
      smtpName: "portal.localhost",
      mailFrom: "Sallyport <no-reply@localhost>",
      trustedProxies: [],
      isSetUpLinkNeeded: false,
      breachedPasswordsFile: null,
      passkeyAttestationRoots: null,
      webApps,
      hasApiDocs: false,
      webhookNetworks: [],
      metrics: null,
      stopDelayMs: 0,
      logLevel: "info",
    });
  });

  test("an empty environment is refused, and the message names every missing setting", () => {
    expect(() => readConfig({}, webApps)).toThrow(/^SECURE_STORE: .*\nSMTP_URL: /);
  });

  test("no setting turns on the API's pages", { tags: ["R60"] }, () => {
    expect(read({ HAS_API_DOCS: "true", API_DOCS: "1", NODE_ENV: "development" }).hasApiDocs).toBe(false);
  });
});

test("every setting is taken", () => {
  const config = read({
    HOST: "0.0.0.0",
    PORT: "443",
    PORTAL_ORIGIN: "https://login.example.com",
    AUTHENTICATOR_ORIGIN: "https://app.example.com",
    ORGANISATION: " Example ",
    SUPPORT_CONTACT: "help@example.com",
    DAYS_TO_SET_UP: "14",
    TIME_ZONE: "America/Argentina/Buenos_Aires",
    DATABASE: "/var/lib/sallyport.db",
    MAIL_FROM: "login@example.com",
    SMTP_NAME: "mail-out.example.com",
    TRUSTED_PROXIES: "10.0.0.0/8, ::1 192.0.2.7",
    BREACHED_PASSWORDS_FILE: "/var/lib/pwned-passwords.txt",
    PASSKEY_ATTESTATION: "direct",
    PASSKEY_ATTESTATION_ROOTS: "/etc/sallyport/makers",
    FIRST_ENROLMENT_TICKET: "on",
    SECURE_STORE_KEY_DAYS: "90",
    LOG_LEVEL: "warn",
    ACTIVITY_DAYS: "400",
    WEBHOOK_NETWORKS: "10.1.2.0/24, fd00::7",
    METRICS_PORT: "9464",
    METRICS_HOST: "10.0.0.7",
    STOP_DELAY_SECONDS: "1.5",
  });
  expect(config).toMatchObject({
    isSetUpLinkNeeded: true,
    keyLifetimeDays: 90,
    host: "0.0.0.0",
    port: 443,
    portalOrigin: "https://login.example.com",
    authenticatorOrigin: "https://app.example.com",
    fixedSettings: {
      organisation: "Example",
      supportContact: "help@example.com",
      timeZone: "America/Argentina/Buenos_Aires",
      defaultDays: 14,
      activityDays: 400,
    },
    database: "/var/lib/sallyport.db",
    mailFrom: "login@example.com",
    smtpName: "mail-out.example.com",
    trustedProxies: ["10.0.0.0/8", "::1", "192.0.2.7"],
    breachedPasswordsFile: "/var/lib/pwned-passwords.txt",
    passkeyAttestationRoots: "/etc/sallyport/makers",
    logLevel: "warn",
    webhookNetworks: ["10.1.2.0/24", "fd00::7"],
    metrics: { host: "10.0.0.7", port: 9464 },
    stopDelayMs: 1500,
  });
});

function credential(text: string): string {
  const folder = mkdtempSync(join(tmpdir(), "sallyport-credentials-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  writeFileSync(join(folder, "smtp-url"), text, { mode: 0o400 });
  return join(folder, "smtp-url");
}

describe("SMTP_URL_FILE", () => {
  const SMTP_URL = undefined;

  test("names a file that has the mail server, with or without a line break at its end", () => {
    for (const end of ["", "\n", "\r\n"]) {
      const SMTP_URL_FILE = credential(`smtps://login:a%20password@mail.example.com:465${end}`);
      expect(read({ SMTP_URL, SMTP_URL_FILE }).smtpUrl).toBe(
        "smtps://login:a%20password@mail.example.com:465",
      );
    }
  });

  test("is refused if the file has no mail server, without a word of the file", () => {
    const sentences = refusal({ SMTP_URL, SMTP_URL_FILE: credential("https://login:password@example.com") });
    expect(sentences).toEqual([smtp]);
  });

  test.for(["", "/nowhere/smtp-url", "/"])("is refused if %j can't be read", (SMTP_URL_FILE) => {
    expect(refusal({ SMTP_URL, SMTP_URL_FILE })).toEqual([
      expect.stringMatching(/^SMTP_URL_FILE: .* can't be read \(E[A-Z]+: /),
    ]);
  });

  test("is refused beside SMTP_URL, because one of the two would have no effect", () => {
    expect(refusal({ SMTP_URL_FILE: credential("smtp://mail.example.com") })).toEqual([
      "SMTP_URL_FILE: Set SMTP_URL_FILE or SMTP_URL, not both.",
    ]);
  });
});

test("DATABASE_URL_FILE names a file with the address of Postgres, for the server and for every command", () => {
  const address = "postgres://sallyport:a%20password@db.example.com:5432/sallyport";
  const DATABASE_URL_FILE = credential(`${address}\n`);
  expect(read({ DATABASE_URL_FILE }).database).toBe(address);
  expect(readKeysConfig({ ...enough, DATABASE_URL_FILE }).database).toBe(address);
  expect(readAccountsConfig({ DATABASE_URL_FILE }).database).toBe(address);
});

test("DATABASE_URL can name several servers", () => {
  const address = "postgres://sallyport@a.example.com:5432,b.example.com:6543/sallyport";
  for (const DATABASE_URL of [address, `${address}?target_session_attrs=read-write`])
    expect(read({ DATABASE_URL }).database).toBe(DATABASE_URL);
});

test.for([
  ["postgres://a:5432,/sallyport", /^DATABASE_URL: Give an address/],
  ["postgres://a,b:port/sallyport", /^DATABASE_URL: Give an address/],
  ["postgres://a,b/sallyport?target_session_attrs=any", /^DATABASE_URL: Set target_session_attrs/],
  ["postgres://a,b/sallyport?target_session_attrs=standby", /^DATABASE_URL: Set target_session_attrs/],
] as const)("DATABASE_URL %j is refused", ([DATABASE_URL, sentence]) =>
  expect(refusal({ DATABASE_URL })).toEqual([expect.stringMatching(sentence)]),
);

test.for(["", " ", "Europe/Berlni", "+02:00", "-0300", "Berlin", "Europe/Berlin; x", "../UTC"])(
  "%j is not a time zone",
  (TIME_ZONE) => expect(refusal({ TIME_ZONE })).toEqual([expect.stringMatching(/^TIME_ZONE: Give /)]),
);

test.for([
  ["https://login.example.com:8443", "login.example.com"],
  ["https://192.0.2.7", "[192.0.2.7]"],
  ["https://[2001:db8::1]", "[IPv6:2001:db8::1]"],
] as const)("the mail server is greeted by the host of %s", ([PORTAL_ORIGIN, name]) => {
  const origins = { PORTAL_ORIGIN, AUTHENTICATOR_ORIGIN: "https://app.example.com", TRUSTED_PROXIES: "none" };
  expect(read(origins).smtpName).toBe(name);
});

test.for(["", "two words", "-login.example.com", "127.0.0.1", "[127.0.0.1", "[IPv6:192.0.2.7]", "a\r\nDATA"])(
  "the mail server is not greeted by %j",
  (SMTP_NAME) => expect(refusal({ SMTP_NAME })).toEqual([expect.stringMatching(/^SMTP_NAME: Give /)]),
);

test.for(["login.example.com", "localhost", "[192.0.2.7]", "[IPv6:2001:db8::1]"])(
  "the mail server may be greeted by %s",
  (SMTP_NAME) => expect(read({ SMTP_NAME }).smtpName).toBe(SMTP_NAME),
);

test("origins are compared as browsers write them: in lower case, without the default port", () => {
  const origins = {
    PORTAL_ORIGIN: "https://Login.example.COM:443",
    AUTHENTICATOR_ORIGIN: "https://app.example.com:8443",
    TRUSTED_PROXIES: "none",
  };
  expect(read(origins)).toMatchObject({
    portalOrigin: "https://login.example.com",
    authenticatorOrigin: "https://app.example.com:8443",
  });
});

test.for(["", "0", "3651", "1.5", "a year"])(
  "a key is not given %j days",
  { tags: ["R59"] },
  (SECURE_STORE_KEY_DAYS) => {
    expect(refusal({ SECURE_STORE_KEY_DAYS })).toEqual([
      expect.stringMatching(/^SECURE_STORE_KEY_DAYS: Give /),
    ]);
  },
);

test("TRUSTED_PROXIES=none means that no proxy is trusted", () => {
  expect(read({ TRUSTED_PROXIES: "none" }).trustedProxies).toEqual([]);
});

const storage = (changes: Record<string, string>) =>
  read({ SECURE_STORE_PASSPHRASE_FILE: undefined, ...changes }).keyStorage;

test("each store has its settings, and memory goes with a database in memory", () => {
  const tpm = { kind: "tpm", tcti: "device:/dev/tpmrm0", pcrs: null };
  expect(storage({ SECURE_STORE: "tpm" })).toEqual(tpm);
  expect(storage({ SECURE_STORE: "tpm", SECURE_STORE_PCRS: "sha256:7" })).toMatchObject({ pcrs: "sha256:7" });
  const ownTpm = storage({ SECURE_STORE: "tpm", SECURE_STORE_SWTPM_STATE: "/tpm" });
  expect(ownTpm).toEqual({ kind: "swtpm", stateFolder: "/tpm" });
  expect(storage({ SECURE_STORE: "keychain" })).toEqual({ kind: "keychain", service: "sallyport" });
  expect(storage({ SECURE_STORE: "memory", DATABASE: ":memory:" })).toEqual({ kind: "memory" });
});

const port = "PORT: Give a port number.";
const origin = "PORTAL_ORIGIN: Give an origin like https://login.example.com, without a path.";
const https = "PORTAL_ORIGIN: Use https; plain http works only for host names that end in .localhost.";
const together = "PORTAL_ORIGIN: Set PORTAL_ORIGIN and AUTHENTICATOR_ORIGIN together.";
const ownHost = "AUTHENTICATOR_ORIGIN: Give it a host name of its own: cookies ignore ports.";
const organisation = "ORGANISATION: Give a name of 1 to 64 characters.";
const stores = [...new Set(keyStores.map(({ slotKind }) => slotKind))].filter((kind) => kind !== "memory");
const store = `SECURE_STORE: Name what keeps the key: ${stores.join(", ")}, or memory for an in-memory database. There is no default.`;
const file =
  "SECURE_STORE_PASSPHRASE_FILE: Name the file that holds the passphrase, readable by this server alone.";
const forgets = "SECURE_STORE: memory forgets its key at every stop; it goes only with DATABASE=:memory:.";
const idle = (setting: string, kind: string) =>
  `SECURE_STORE_${setting}: Leave it out: it says something only with SECURE_STORE=${kind}.`;
const onlyMemory = "DATABASE: An in-memory database goes only with SECURE_STORE=memory.";
const smtp = "SMTP_URL: Give the mail server as smtp://host:port or smtps://user:password@host:port.";
const roots = "PASSKEY_ATTESTATION: Set it to direct together with PASSKEY_ATTESTATION_ROOTS.";
const proxies = "TRUSTED_PROXIES: Give addresses or networks, like 10.0.0.0/8 or ::1, or none.";

const everybody =
  "TRUSTED_PROXIES: Name the network of your proxies: with /0, any caller could claim any address.";
const unnamed = "TRUSTED_PROXIES: Name the address of what takes https for this server, or none.";

const app = { AUTHENTICATOR_ORIGIN: "https://app.example.com" };
const byTpm = { SECURE_STORE: "tpm", SECURE_STORE_PASSPHRASE_FILE: undefined };
const refused: [Record<string, string | undefined>, string][] = [
  [{ HOST: "" }, "HOST: Give an address to listen at, like 127.0.0.1."],
  ...["", "x", "0", "-1", "80.5", "65536"].map((PORT): [Record<string, string>, string] => [{ PORT }, port]),
  [{ PORTAL_ORIGIN: "nonsense" }, origin],
  [{ PORTAL_ORIGIN: "nonsense", ...app }, origin],
  [{ PORTAL_ORIGIN: "https://login.example.com/", ...app }, origin],
  [{ PORTAL_ORIGIN: "https://login.example.com/portal", ...app }, origin],
  [{ PORTAL_ORIGIN: "https://user:password@login.example.com", ...app }, origin],
  [{ PORTAL_ORIGIN: "http://login.example.com", ...app }, https],
  [{ PORTAL_ORIGIN: "http://localhost.example.com", ...app }, https],
  [{ PORTAL_ORIGIN: "ftp://login.localhost", ...app }, https],
  [{ PORTAL_ORIGIN: "https://login.example.com" }, together],
  [app, together],
  [{ PORTAL_ORIGIN: "https://app.example.com:8443", ...app }, ownHost],
  [{ ORGANISATION: " " }, organisation],
  [{ ORGANISATION: "x".repeat(65) }, organisation],
  [{ DATABASE: "" }, "DATABASE: Name a file."],
  [{ DATABASE: ":memory:" }, onlyMemory],
  [{ SECURE_STORE: undefined }, store],
  [{ SECURE_STORE: "auto" }, store],
  [
    { ...byTpm, SECURE_STORE_SWTPM_STATE: "/tpm", SECURE_STORE_TCTI: "device:/dev/tpm0" },
    "SECURE_STORE_SWTPM_STATE: Leave out SECURE_STORE_TCTI and SECURE_STORE_PCRS with a software TPM that this server runs itself.",
  ],
  [
    { ...byTpm, SECURE_STORE_PCRS: "sha256:7 -o /etc/x" },
    "SECURE_STORE_PCRS: Give registers of one bank, like sha256:7 or sha256:0,7.",
  ],
  [{ ...byTpm, SECURE_STORE_PASSPHRASE_FILE: "/run/passphrase" }, idle("PASSPHRASE_FILE", "passphrase")],
  [{ ...byTpm, SECURE_STORE_KEYCHAIN_SERVICE: "sallyport" }, idle("KEYCHAIN_SERVICE", "keychain")],
  [{ SECURE_STORE_TCTI: "device:/dev/tpm0" }, idle("TCTI", "tpm")],
  [{ SECURE_STORE_SWTPM_STATE: "/tpm" }, idle("SWTPM_STATE", "tpm")],
  [{ SECURE_STORE_PCRS: "sha256:7" }, idle("PCRS", "tpm")],
  [{ SECURE_STORE: "memory", SECURE_STORE_PASSPHRASE_FILE: undefined }, forgets],
  [{ SECURE_STORE_PASSPHRASE_FILE: undefined }, file],
  [{ SECURE_STORE_PASSPHRASE_FILE: "" }, file],
  [{ SMTP_URL: undefined }, smtp],
  [{ SMTP_URL: "mail.example.com" }, smtp],
  [{ SMTP_URL: "https://mail.example.com" }, smtp],
  [{ MAIL_FROM: "Sallyport" }, "MAIL_FROM: Give a sender like Sallyport <no-reply@example.com>."],
  [{ PORTAL_ORIGIN: "https://login.example.com", ...app }, unnamed],
  [{ TRUSTED_PROXIES: "" }, proxies],
  [{ TRUSTED_PROXIES: " , " }, proxies],
  [{ TRUSTED_PROXIES: "loopback" }, proxies],
  [{ TRUSTED_PROXIES: "10.0.0.0/33" }, proxies],
  [{ TRUSTED_PROXIES: "0.0.0.0/0" }, everybody],
  [{ TRUSTED_PROXIES: "10.0.0.1 ::/00" }, everybody],
  [{ TRUSTED_PROXIES: "::ffff:0.0.0.0/96" }, everybody],
  [{ TRUSTED_PROXIES: "10.0.0.1, proxy.example.com" }, proxies],
  [{ BREACHED_PASSWORDS_FILE: "" }, "BREACHED_PASSWORDS_FILE: Give the path of a file, or leave it out."],
  [{ FIRST_ENROLMENT_TICKET: "yes" }, "FIRST_ENROLMENT_TICKET: Choose one of on, off."],
  [{ PASSKEY_ATTESTATION: "direct" }, roots],
  [{ PASSKEY_ATTESTATION_ROOTS: "/etc/sallyport/makers" }, roots],
  [{ PASSKEY_ATTESTATION: "indirect" }, "PASSKEY_ATTESTATION: Choose one of none, direct."],
  [{ METRICS_PORT: "http" }, "METRICS_PORT: Give a port number."],
  [{ METRICS_PORT: "8080" }, "METRICS_PORT: Give it a port of its own, not that of PORT."],
  [{ METRICS_PORT: "9464", METRICS_HOST: "" }, "METRICS_HOST: Give an address to listen at, like 127.0.0.1."],
  [{ STOP_DELAY_SECONDS: "a while" }, "STOP_DELAY_SECONDS: Give a number of seconds, like 3."],
  [{ STOP_DELAY_SECONDS: "-1" }, "STOP_DELAY_SECONDS: Give 0 seconds or more."],
  [{ STOP_DELAY_SECONDS: "61" }, "STOP_DELAY_SECONDS: Give 60 seconds or fewer."],
  [{ LOG_LEVEL: "loud" }, "LOG_LEVEL: Choose one of fatal, error, warn, info, debug, trace, silent."],
];

test.for(refused)("%j is refused with one sentence that says what to do", ([changes, sentence]) => {
  expect(refusal(changes)).toEqual([sentence]);
});
