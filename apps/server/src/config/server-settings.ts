import { z } from "zod";
import { settingTexts } from "./setting-texts.ts";
import { InternalNetworks, Origin, PortNumber, Proxies, SmtpName } from "./values.ts";

export const PortalOrigin = Origin.optional().register(settingTexts, {
  means:
    "the public origin of the portal and the console; with https, browsers then use only https for it and its subdomains",
  who: "every server that others reach",
  otherwise: "`http://portal.localhost:8080`",
});

export const Port = PortNumber.default(8080).register(settingTexts, {
  means: "where to listen",
  who: "optional",
});

const logLevels = ["fatal", "error", "warn", "info", "debug", "trace", "silent"] as const;

export const ServerSettings = z
  .object({
    PORTAL_ORIGIN: PortalOrigin,
    AUTHENTICATOR_ORIGIN: Origin.optional().register(settingTexts, {
      means: "the public origin of the authenticator, with a host name of its own",
      who: "every server that others reach",
      otherwise: "`http://authenticator.localhost:8080`",
    }),
    HOST: z
      .string()
      .min(1, "Give an address to listen at, like 127.0.0.1.")
      .default("127.0.0.1")
      .register(settingTexts, {
        means: "the address to listen at",
        who: "servers whose proxy is on another machine or in another container",
      }),
    PORT: Port,
    TRUSTED_PROXIES: Proxies.optional().register(settingTexts, {
      means:
        "addresses or networks whose `X-Forwarded-For` is believed, or `none`; the proxy passes `Host` on unchanged",
      who: "every server with https origins",
    }),
    SMTP_URL: z
      .url({
        protocol: /^smtps?$/,
        error: "Give the mail server as smtp://host:port or smtps://user:password@host:port.",
      })
      .register(settingTexts, {
        means: "the mail server; TLS or nothing, except to this machine or with `?requireTLS=false`",
        who: "every server, unless `SMTP_URL_FILE` is set",
      }),
    SMTP_URL_FILE: z.string().optional().register(settingTexts, {
      means: "instead of `SMTP_URL`: a file that contains it",
      who: "servers whose mail server takes a password",
    }),
    MAIL_FROM: z
      .string()
      .includes("@", { error: "Give a sender like Sallyport <no-reply@example.com>." })
      .default("Sallyport <no-reply@localhost>")
      .register(settingTexts, { means: "the sender of mails", who: "every server that others reach" }),
    SMTP_NAME: SmtpName.optional().register(settingTexts, {
      means: "the name that the server gives in EHLO: a host name, or an address in brackets",
      who: "servers whose mail server wants another name",
      otherwise: "the host of `PORTAL_ORIGIN`",
    }),
    FIRST_ENROLMENT_TICKET: z
      .enum(["on", "off"], { error: "Choose one of on, off." })
      .default("off")
      .register(settingTexts, {
        means:
          "`on`: the first factor of an account can be set up only through a mailed link, whether or not it is required. " +
          "Administrators need their link at the first login, so mail has to work",
        who: "optional",
      }),
    BREACHED_PASSWORDS_FILE: z
      .string()
      .min(1, "Give the path of a file, or leave it out.")
      .optional()
      .register(settingTexts, {
        means:
          "SHA-1 hashes of breached passwords, sorted, as the Pwned Passwords downloader writes them; a list of common " +
          "ones is built in",
        who: "optional",
      }),
    PASSKEY_ATTESTATION: z
      .enum(["none", "direct"], { error: "Choose one of none, direct." })
      .default("none")
      .register(settingTexts, {
        means: "`direct`: only passkeys that makers in `PASSKEY_ATTESTATION_ROOTS` vouch for",
        who: "organisations that hand out security keys",
      }),
    PASSKEY_ATTESTATION_ROOTS: z
      .string()
      .min(1, "Give a PEM file, or a folder of them.")
      .optional()
      .register(settingTexts, {
        means: "the makers' root certificates, as a PEM file or a folder of them",
        who: "with `PASSKEY_ATTESTATION=direct`",
      }),
    WEBHOOK_NETWORKS: InternalNetworks.optional().register(settingTexts, {
      means:
        "internal addresses or networks that webhooks may reach, also by http; without it webhooks reach only public " +
        "addresses, and only by https",
      who: "organisations whose webhooks go to a server of their own network",
      otherwise: "none",
    }),
    METRICS_PORT: PortNumber.optional().register(settingTexts, {
      means: "the port where Prometheus reads [numbers](operations.md#numbers); without it they are off",
      who: "servers that Prometheus watches",
    }),
    METRICS_HOST: z
      .string()
      .min(1, "Give an address to listen at, like 127.0.0.1.")
      .default("127.0.0.1")
      .register(settingTexts, {
        means: "the address of that port",
        who: "servers that Prometheus watches from another machine",
      }),
    STOP_DELAY_SECONDS: z.coerce
      .number({ error: "Give a number of seconds, like 3." })
      .min(0, "Give 0 seconds or more.")
      .max(60, "Give 60 seconds or fewer.")
      .default(0)
      .register(settingTexts, {
        means:
          "how many seconds the server goes on answering after SIGTERM, so that a proxy notices that it isn't ready any more",
        who: "[several servers](operations.md#several-servers) behind one proxy",
      }),
    LOG_LEVEL: z
      .enum(logLevels, { error: `Choose one of ${logLevels.join(", ")}.` })
      .default("info")
      .register(settingTexts, {
        means: `${logLevels.join(", ")}; every event of Activity is logged at info`,
        who: "optional",
      }),
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
      // Behind an unknown proxy, all clients share the proxy's address and limits.
      refuse("TRUSTED_PROXIES", "Name the address of what takes https for this server, or none.");
    }
  });
