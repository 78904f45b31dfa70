import { isIP } from "node:net";
import { PersonName } from "@sallyport/contract/text";
import { z } from "zod";
import { isOrigin } from "../core/host.ts";
import { networkIn } from "../core/trusted-proxies.ts";
import type { KeyStorage } from "../key-stores/list.ts";
import { ConfigError } from "./config-error.ts";
import { databaseFields, databaseIn, KeyStorageSettings } from "./key-storage.ts";

export interface Config {
  host: string;
  port: number;
  portalOrigin: string;
  authenticatorOrigin: string;
  organisation: string;
  /** The time zone for dates in mails, as an IANA name like `Europe/Berlin`. */
  timeZone: string;
  /** A path, `:memory:`, or the address of a Postgres database. */
  database: string;
  keyStorage: KeyStorage;
  keyLifetimeDays: number;
  smtpUrl: string;
  smtpName: string;
  mailFrom: string;
  /** The server trusts the `X-Forwarded-For` headers of these proxies only. */
  trustedProxies: string[];
  /** True if a required first factor needs a mailed set-up link. */
  isSetUpLinkNeeded: boolean;
  /** A file with passwords to refuse, in addition to the built-in list. Null if not set. */
  breachedPasswordsFile: string | null;
  /** A PEM file with root certificates, or a folder of such files. Null means that attestation isn't required. */
  passkeyAttestationRoots: string | null;
  /** Null means that Vite serves the web apps. */
  webApps: { portal: string; authenticator: string } | null;
  hasApiDocs: boolean;
  /** Null means that metrics are off. */
  metrics: { host: string; port: number } | null;
  logLevel: string;
}

type Environment = Readonly<Record<string, string | undefined>>;

/** Only the folder config/ reads the environment. Settings that protect secrets have no default. */
export function readConfig(environment: Environment, webApps: NonNullable<Config["webApps"]>): Config {
  const read = Settings.safeParse(environment);
  if (!read.success) throw new ConfigError(sentencesOf(read.error));
  const { data } = read;
  const portalOrigin = data.PORTAL_ORIGIN ?? `http://portal.localhost:${data.PORT}`;
  return {
    host: data.HOST,
    port: data.PORT,
    portalOrigin,
    authenticatorOrigin: data.AUTHENTICATOR_ORIGIN ?? `http://authenticator.localhost:${data.PORT}`,
    organisation: data.ORGANISATION,
    timeZone: data.TIME_ZONE,
    database: data.database,
    keyStorage: data.keyStorage,
    keyLifetimeDays: data.keyLifetimeDays,
    smtpUrl: data.SMTP_URL,
    smtpName: data.SMTP_NAME ?? smtpNameOf(portalOrigin),
    mailFrom: data.MAIL_FROM,
    trustedProxies: data.TRUSTED_PROXIES ?? [],
    isSetUpLinkNeeded: data.FIRST_ENROLMENT_TICKET === "on",
    breachedPasswordsFile: data.BREACHED_PASSWORDS_FILE ?? null,
    passkeyAttestationRoots: data.PASSKEY_ATTESTATION_ROOTS ?? null,
    webApps,
    hasApiDocs: false,
    metrics: data.METRICS_PORT === undefined ? null : { host: data.METRICS_HOST, port: data.METRICS_PORT },
    logLevel: data.LOG_LEVEL,
  };
}

export type KeysConfig = Pick<Config, "database" | "keyStorage" | "keyLifetimeDays">;

export function readKeysConfig(environment: Environment): KeysConfig {
  const read = KeyStorageSettings.safeParse(environment);
  if (!read.success) throw new ConfigError(sentencesOf(read.error));
  return read.data;
}

export function readAccountsConfig(environment: Environment): { database: string; portalOrigin: string } {
  const read = AccountsSettings.safeParse(environment);
  if (!read.success) throw new ConfigError(sentencesOf(read.error));
  const { database, PORTAL_ORIGIN: portalOrigin, PORT: port } = read.data;
  return { database, portalOrigin: portalOrigin ?? `http://portal.localhost:${port}` };
}

/** The two places of a copy: an SQLite file and the address of a Postgres database. */
export function readCopyConfig(environment: Environment): { file: string; address: string } {
  const read = CopySettings.safeParse(environment);
  if (!read.success) throw new ConfigError(sentencesOf(read.error));
  return { file: read.data.DATABASE, address: read.data.DATABASE_URL };
}

function sentencesOf(error: z.ZodError): string {
  return error.issues.map((issue) => `${issue.path.join(".") || "Settings"}: ${issue.message}`).join("\n");
}

const Origin = z
  .string()
  .refine((text) => URL.canParse(text) && isOrigin(text, new URL(text).origin), {
    error: "Give an origin like https://login.example.com, without a path.",
    abort: true,
  })
  .transform((text) => new URL(text).origin)
  .refine(
    (text) => isSecure(new URL(text)),
    "Use https; plain http works only for host names that end in .localhost.",
  );

const PortNumber = z.coerce.number({ error: "Give a port number." }).int().min(1).max(65_535);
const Port = PortNumber.default(8080);

const AccountsSettings = z
  .object({ ...databaseFields, PORTAL_ORIGIN: Origin.optional(), PORT: Port })
  .transform(({ DATABASE, DATABASE_URL, ...data }, context) => {
    const refuse = (path: string, message: string) =>
      context.addIssue({ code: "custom", path: [path], message });
    return { ...data, database: databaseIn({ DATABASE, DATABASE_URL }, refuse) };
  });

/** The server refuses both settings together. A copy needs both. */
const CopySettings = z.object({
  DATABASE: databaseFields.DATABASE.refine(
    (file) => file !== undefined && file !== ":memory:",
    "Name the SQLite file to copy.",
  ).transform(String),
  DATABASE_URL: databaseFields.DATABASE_URL.refine(
    (address) => address !== undefined,
    "Give the address of the Postgres database to copy to.",
  ).transform(String),
});

const logLevels = ["fatal", "error", "warn", "info", "debug", "trace", "silent"] as const;

const OtherSettings = z
  .object({
    HOST: z.string().min(1, "Give an address to listen at, like 127.0.0.1.").default("127.0.0.1"),
    PORT: Port,
    PORTAL_ORIGIN: Origin.optional(),
    AUTHENTICATOR_ORIGIN: Origin.optional(),
    ORGANISATION: z
      .string()
      .trim()
      .regex(/^.{1,64}$/u, { error: "Give a name of 1 to 64 characters.", abort: true })
      .refine(
        (text) => PersonName.safeParse(text).success,
        "Give a name without line breaks, hidden characters or web addresses.",
      )
      .default("Sallyport"),
    TIME_ZONE: z
      .string()
      .refine(isTimeZone, "Give the name of a time zone, like Europe/Berlin or UTC.")
      .default("UTC"),
    SMTP_URL: z.url({
      protocol: /^smtps?$/,
      error: "Give the mail server as smtp://host:port or smtps://user:password@host:port.",
    }),
    SMTP_NAME: z
      .string()
      .refine(isSmtpName, "Give a host name like login.example.com, or an address like [192.0.2.7].")
      .optional(),
    MAIL_FROM: z
      .string()
      .includes("@", { error: "Give a sender like Sallyport <no-reply@example.com>." })
      .default("Sallyport <no-reply@localhost>"),
    TRUSTED_PROXIES: z
      .string()
      .refine(
        (text) => text === "none" || entriesOf(text).some(isNetwork),
        "Give addresses or networks, like 10.0.0.0/8 or ::1, or none.",
      )
      .transform((text) => (text === "none" ? [] : entriesOf(text)))
      .refine(
        (entries) => entries.every(isNetwork),
        "Give addresses or networks, like 10.0.0.0/8 or ::1, or none.",
      )
      .refine(
        (entries) => !entries.some((entry) => networkIn(entry)?.prefix === 0),
        "Name the network of your proxies: with /0, any caller could claim any address.",
      )
      .optional(),
    FIRST_ENROLMENT_TICKET: z.enum(["on", "off"], { error: "Choose one of on, off." }).default("off"),
    BREACHED_PASSWORDS_FILE: z.string().min(1, "Give the path of a file, or leave it out.").optional(),
    METRICS_PORT: PortNumber.optional(),
    METRICS_HOST: z.string().min(1, "Give an address to listen at, like 127.0.0.1.").default("127.0.0.1"),
    PASSKEY_ATTESTATION: z.enum(["none", "direct"], { error: "Choose one of none, direct." }).default("none"),
    PASSKEY_ATTESTATION_ROOTS: z.string().min(1, "Give a PEM file, or a folder of them.").optional(),
    LOG_LEVEL: z.enum(logLevels, { error: `Choose one of ${logLevels.join(", ")}.` }).default("info"),
  })
  .superRefine((data, context) => {
    const refuse = (path: string, message: string) =>
      context.addIssue({ code: "custom", path: [path], message });
    if ((data.PASSKEY_ATTESTATION === "direct") !== (data.PASSKEY_ATTESTATION_ROOTS !== undefined)) {
      refuse("PASSKEY_ATTESTATION", "Set it to direct together with PASSKEY_ATTESTATION_ROOTS.");
    }
    if (data.METRICS_PORT === data.PORT)
      refuse("METRICS_PORT", "Give it a port of its own, not that of PORT.");
    const { PORTAL_ORIGIN: portal, AUTHENTICATOR_ORIGIN: authenticator } = data;
    if ((portal === undefined) !== (authenticator === undefined)) {
      refuse("PORTAL_ORIGIN", "Set PORTAL_ORIGIN and AUTHENTICATOR_ORIGIN together.");
    } else if (portal && authenticator && new URL(portal).hostname === new URL(authenticator).hostname) {
      refuse("AUTHENTICATOR_ORIGIN", "Give it a host name of its own: cookies ignore ports.");
    } else if (portal?.startsWith("https:") && data.TRUSTED_PROXIES === undefined) {
      // All clients of an unlisted proxy would have the proxy's address. One attacker could then make all users wait.
      refuse("TRUSTED_PROXIES", "Name the address of what takes https for this server, or none.");
    }
  });

const Settings = z.intersection(KeyStorageSettings, OtherSettings);

/** Refuses offsets like +02:00, because an offset ignores daylight saving time. */
function isTimeZone(text: string): boolean {
  if (!/^[A-Za-z]/.test(text)) return false;
  try {
    return new Intl.DateTimeFormat("en-GB", { timeZone: text }).resolvedOptions().timeZone !== "";
  } catch {
    return false;
  }
}

/** EHLO needs brackets around an IP address (RFC 5321 §4.1.3). */
function smtpNameOf(portalOrigin: string): string {
  const { hostname } = new URL(portalOrigin);
  if (hostname.startsWith("[")) return `[IPv6:${hostname.slice(1)}`;
  return isIP(hostname) === 0 ? hostname : `[${hostname}]`;
}

function isSmtpName(text: string): boolean {
  const [, prefix = "", address = ""] = /^\[(IPv6:)?([^\]]+)\]$/i.exec(text) ?? [];
  if (address !== "") return isIP(address) === (prefix === "" ? 4 : 6);
  const label = "[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?";
  return text.length <= 253 && new RegExp(`^${label}(?:\\.${label})*$`, "i").test(text) && isIP(text) === 0;
}

function isSecure({ protocol, hostname }: URL): boolean {
  return protocol === "https:" || (protocol === "http:" && hostname.endsWith(".localhost"));
}

function entriesOf(text: string): string[] {
  return text.split(/[\s,]+/).filter((entry) => entry !== "");
}

function isNetwork(entry: string): boolean {
  return networkIn(entry) !== null;
}
