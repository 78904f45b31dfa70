import { endpoint } from "./endpoint.ts";
import { Instant } from "./text.ts";
import { z } from "./zod.ts";

export const mostLogoBytes = 128 * 1024;
export const logoSides = { shortest: 16, longest: 1024 } as const;

const LogoHash = z.string().check(z.regex(/^[A-Za-z0-9_-]{43}$/, "This isn't the hash of a logo."));

/**
 * The path contains the hash of the picture. A new logo has another path, so browsers can cache each picture
 * without asking again.
 */
export const Logo = z.object({ path: z.string(), width: z.int(), height: z.int() });
export type Logo = z.infer<typeof Logo>;

export const ShownLogo = z.object({
  ...Logo.shape,
  hash: LogoHash,
  changedAt: Instant,
  changedBy: z.string(),
});
export type ShownLogo = z.infer<typeof ShownLogo>;

const base64Length = (bytes: number) => Math.ceil(bytes / 3) * 4;
const Picture = z
  .string()
  .check(z.maxLength(base64Length(mostLogoBytes), "Choose a picture of at most 128 KB."));

/**
 * The server accepts only simple still pictures, and stores only what a browser needs to show them. It refuses
 * the change if `from` isn't the hash of the present logo.
 */
export const changeLogo = endpoint({
  method: "PUT",
  path: "/api/admin/settings/logo",
  summary: "Change or remove the organisation's logo",
  asks: "administrator",
  atLeast: "owner",
  proof: "strongest-factor",
  mostBytes: base64Length(mostLogoBytes) + 16 * 1024,
  body: z.object({
    /** A PNG, JPEG or WebP file as base64, or null to remove the logo. */
    picture: z.nullable(Picture),
    /** The hash of the logo that the caller saw. */
    from: z.nullable(LogoHash),
  }),
  reply: z.object({ logo: z.nullable(ShownLogo) }),
});

/** The logo is public, like the organisation's name. */
export const showLogo = endpoint({
  method: "GET",
  path: "/api/logo/:hash",
  summary: "Show the organisation's logo",
  asks: "anyone",
  params: z.object({ hash: LogoHash }),
  reply: z.string(),
});
