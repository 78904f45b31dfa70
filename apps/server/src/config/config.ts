import { z } from "zod";
import type { KeyStorage } from "../key-stores/list.ts";
import { ConfigError } from "./config-error.ts";
import { ConsoleSettings, type FixedSettings } from "./console-settings.ts";
import type { Environment } from "./environment.ts";
import { databaseFields, databaseIn, KeyStorageSettings } from "./key-storage.ts";
import { withSecretsOfFiles } from "./secret-files.ts";
import { Port, PortalOrigin, ServerSettings } from "./server-settings.ts";
import { smtpNameOf } from "./values.ts";

export interface Config {
  host: string;
  port: number;
  portalOrigin: string;
  authenticatorOrigin: string;
  fixedSettings: FixedSettings;
  /** A path, `:memory:`, or the address of a Postgres database. */
  database: string;
  keyStorage: KeyStorage;
  keyLifetimeDays: number;
  smtpUrl: string;
  smtpName: string;
  mailFrom: string;
  /** The server trusts only the `X-Forwarded-For` headers of these proxies. */
  trustedProxies: string[];
  isSetUpLinkNeeded: boolean;
  /** A file of refused passwords, in addition to the built-in list. */
  breachedPasswordsFile: string | null;
  /** A PEM file with root certificates, or a folder of PEM files. Null if attestation isn't required. */
  passkeyAttestationRoots: string | null;
  webApps: { portal: string; authenticator: string } | null;
  hasApiDocs: boolean;
  webhookNetworks: string[];
  metrics: { host: string; port: number } | null;
  stopDelayMs: number;
  logLevel: string;
}

/** Only the folder config/ reads the environment. Settings that protect secrets have no default. */
export function readConfig(environment: Environment, webApps: NonNullable<Config["webApps"]>): Config {
  const read = Settings.safeParse(withSecretsOfFiles(environment));
  if (!read.success) throw new ConfigError(sentencesOf(read.error));
  const { data } = read;
  const portalOrigin = data.PORTAL_ORIGIN ?? `http://portal.localhost:${data.PORT}`;
  return {
    host: data.HOST,
    port: data.PORT,
    portalOrigin,
    authenticatorOrigin: data.AUTHENTICATOR_ORIGIN ?? `http://authenticator.localhost:${data.PORT}`,
    fixedSettings: data.fixedSettings,
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
    webhookNetworks: data.WEBHOOK_NETWORKS ?? [],
    metrics: data.METRICS_PORT === undefined ? null : { host: data.METRICS_HOST, port: data.METRICS_PORT },
    stopDelayMs: data.STOP_DELAY_SECONDS * 1000,
    logLevel: data.LOG_LEVEL,
  };
}

export type KeysConfig = Pick<Config, "database" | "keyStorage" | "keyLifetimeDays">;

export function readKeysConfig(environment: Environment): KeysConfig {
  const read = KeyStorageSettings.safeParse(withSecretsOfFiles(environment));
  if (!read.success) throw new ConfigError(sentencesOf(read.error));
  return read.data;
}

export function readAccountsConfig(environment: Environment): { database: string; portalOrigin: string } {
  const read = AccountsSettings.safeParse(withSecretsOfFiles(environment));
  if (!read.success) throw new ConfigError(sentencesOf(read.error));
  const { database, PORTAL_ORIGIN: portalOrigin, PORT: port } = read.data;
  return { database, portalOrigin: portalOrigin ?? `http://portal.localhost:${port}` };
}

export function readCopyConfig(environment: Environment): { file: string; address: string } {
  const read = CopySettings.safeParse(withSecretsOfFiles(environment));
  if (!read.success) throw new ConfigError(sentencesOf(read.error));
  return { file: read.data.DATABASE, address: read.data.DATABASE_URL };
}

function sentencesOf(error: z.ZodError): string {
  return error.issues.map((issue) => `${issue.path.join(".") || "Settings"}: ${issue.message}`).join("\n");
}

const AccountsSettings = z
  .object({ ...databaseFields, PORTAL_ORIGIN: PortalOrigin, PORT: Port })
  .transform(({ DATABASE, DATABASE_URL, ...data }, context) => {
    const refuse = (path: string, message: string) =>
      context.addIssue({ code: "custom", path: [path], message });
    return { ...data, database: databaseIn({ DATABASE, DATABASE_URL }, refuse) };
  });

/** A copy needs both DATABASE and DATABASE_URL, but the server accepts only one of them. */
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

const Settings = z.intersection(z.intersection(KeyStorageSettings, ServerSettings), ConsoleSettings);
