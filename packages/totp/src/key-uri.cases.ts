import type { Key } from "./key.ts";
import type { KeyUriErrorCode } from "./key-uri-error.ts";
import type { KeyUriWarning } from "./key-uri-warnings.ts";

/*
 * What issuers write into their QR pictures, one oddity a case: names and secrets are made up, `sources` tell where
 * the oddity was met. Codes come from oathtool (OATH Toolkit), those of ten digits from Python's hmac.
 */

/** The instant of the codes of time-based keys: 2033-05-18T03:33:20Z, in milliseconds. */
export const casesTimeMs = 2_000_000_000_000;

/** A key with its secret as Base32 text. */
type Written<K> = K extends Key ? Omit<K, "secret"> & { secret: string } : never;

type KeyUriCase = { title: string; uri: string; sources?: string[] };

export type AcceptedCase = KeyUriCase & { key: Written<Key>; warnings?: KeyUriWarning[]; code: string };

export type RefusedCase = KeyUriCase & { refusal: KeyUriErrorCode; found?: string };

const standard = { type: "totp", algorithm: "SHA1", digits: 6, periodSeconds: 30 } as const;

export const acceptedCases: AcceptedCase[] = [
  {
    title: "the smallest URI with an issuer",
    uri: "otpauth://totp/Harbour:ines@harbour.example?secret=RLV4YHSGKLLPQD7U&issuer=Harbour",
    key: { ...standard, issuer: "Harbour", account: "ines@harbour.example", secret: "RLV4YHSGKLLPQD7U" },
    code: "349068",
    sources: ["https://github.com/google/google-authenticator/wiki/Key-Uri-Format"],
  },
  {
    title: "every parameter written out, a space encoded",
    uri: "otpauth://totp/North%20Quay:ines.moreau@quay.example?secret=NP6U5MMURTLWANFMCGJBIGITVTP5YHBQ&issuer=North%20Quay&algorithm=SHA1&digits=6&period=30",
    key: {
      ...standard,
      issuer: "North Quay",
      account: "ines.moreau@quay.example",
      secret: "NP6U5MMURTLWANFMCGJBIGITVTP5YHBQ",
    },
    code: "482585",
    sources: ["https://github.com/google/google-authenticator/wiki/Key-Uri-Format"],
  },
  {
    title: "a portal that leaves the defaults unsaid, with 160 bits",
    uri: "otpauth://totp/Gatehouse:odo@gatehouse.example?secret=NP6U5MMURTLWANFMCGJBIGITVTP5YHBQ&issuer=Gatehouse",
    key: {
      ...standard,
      issuer: "Gatehouse",
      account: "odo@gatehouse.example",
      secret: "NP6U5MMURTLWANFMCGJBIGITVTP5YHBQ",
    },
    code: "482585",
  },
  {
    title: "a secret in small letters, colon and at sign encoded",
    uri: "otpauth://totp/Lantern%3Aodo%40lantern.example?secret=np6u5mmurtlwanfmcgjbigitvtp5yhbq&issuer=Lantern",
    key: {
      ...standard,
      issuer: "Lantern",
      account: "odo@lantern.example",
      secret: "NP6U5MMURTLWANFMCGJBIGITVTP5YHBQ",
    },
    code: "482585",
    sources: [
      "https://github.com/pquerna/otp/issues/24",
      "https://github.com/apptension/onetimepass/issues/80",
    ],
  },
  {
    title: "a secret in groups, spaces encoded",
    uri: "otpauth://totp/Mole:odo?secret=NP6U%205MMU%20RTLW%20ANFM%20CGJB%20IGIT%20VTP5%20YHBQ&issuer=Mole",
    key: { ...standard, issuer: "Mole", account: "odo", secret: "NP6U5MMURTLWANFMCGJBIGITVTP5YHBQ" },
    code: "482585",
    sources: [
      "https://github.com/beemdevelopment/Aegis/issues/593",
      "https://github.com/craftcms/cms/pull/16553",
    ],
  },
  {
    title: "a secret in groups, spaces raw",
    uri: "otpauth://totp/Mole:odo?secret=NP6U 5MMU RTLW ANFM CGJB IGIT VTP5 YHBQ&issuer=Mole",
    key: { ...standard, issuer: "Mole", account: "odo", secret: "NP6U5MMURTLWANFMCGJBIGITVTP5YHBQ" },
    code: "482585",
    sources: ["https://github.com/beemdevelopment/Aegis/issues/593"],
  },
  {
    title: "a secret in groups, spaces as plus signs",
    uri: "otpauth://totp/Mole:odo?secret=NP6U+5MMU+RTLW+ANFM+CGJB+IGIT+VTP5+YHBQ&issuer=Mole",
    key: { ...standard, issuer: "Mole", account: "odo", secret: "NP6U5MMURTLWANFMCGJBIGITVTP5YHBQ" },
    code: "482585",
  },
  {
    title: "a secret in groups, set apart by hyphens",
    uri: "otpauth://totp/Mole:odo?secret=NP6U-5MMU-RTLW-ANFM-CGJB-IGIT-VTP5-YHBQ&issuer=Mole",
    key: { ...standard, issuer: "Mole", account: "odo", secret: "NP6U5MMURTLWANFMCGJBIGITVTP5YHBQ" },
    code: "482585",
  },
  {
    title: "padding that looks like more of the pair",
    uri: "otpauth://totp/Mole:odo?secret=YRAYTRL6U2FXUBI4VE======&issuer=Mole",
    key: { ...standard, issuer: "Mole", account: "odo", secret: "YRAYTRL6U2FXUBI4VE" },
    code: "072225",
    sources: [
      "https://github.com/dullage/flatnotes/issues/237",
      "https://github.com/magespecialist/m2-MSP_TwoFactorAuth/issues/6",
    ],
  },
  {
    title: "padding, encoded",
    uri: "otpauth://totp/Mole:odo?secret=YRAYTRL6U2FXUBI4VE%3D%3D%3D%3D%3D%3D&issuer=Mole",
    key: { ...standard, issuer: "Mole", account: "odo", secret: "YRAYTRL6U2FXUBI4VE" },
    code: "072225",
    sources: ["https://github.com/dullage/flatnotes/issues/237"],
  },
  {
    title: "twenty characters without padding",
    uri: "otpauth://totp/odo@pier.example?secret=6EPCSORQIJJV6MTT7BEQ&issuer=Pier",
    key: { ...standard, issuer: "Pier", account: "odo@pier.example", secret: "6EPCSORQIJJV6MTT7BEQ" },
    code: "723609",
    sources: ["https://github.com/andOTP/andOTP/issues/600"],
  },
  {
    title: "eleven characters, a length no bytes have",
    uri: "otpauth://totp/keeper@light?secret=lighthousex",
    key: { ...standard, issuer: "", account: "keeper@light", secret: "LIGHTHOUSE" },
    warnings: ["secret-short", "secret-noncanonical-length"],
    code: "682259",
    sources: ["https://github.com/google/google-authenticator/issues/684"],
  },
  {
    title: "a secret of 52 characters",
    uri: "otpauth://totp/Wharf%3Aines%40wharf.example?secret=6TOHR6G4E76GBQC3B7SYSGYOYUS7JQ7LYRKXFPQDQTL4TNT62Y4A&issuer=Wharf",
    key: {
      ...standard,
      issuer: "Wharf",
      account: "ines@wharf.example",
      secret: "6TOHR6G4E76GBQC3B7SYSGYOYUS7JQ7LYRKXFPQDQTL4TNT62Y4A",
    },
    code: "119831",
    sources: ["https://github.com/mooltipass/moolticute/issues/791"],
  },
  {
    title: "a secret of ten bytes, tenant in the label and vendor in the parameter",
    uri: "otpauth://totp/Fishmongers%3Aines%40fish.example?secret=RLV4YHSGKLLPQD7U&issuer=Harbourmaster",
    key: { ...standard, issuer: "Harbourmaster", account: "ines@fish.example", secret: "RLV4YHSGKLLPQD7U" },
    warnings: ["issuer-mismatch"],
    code: "349068",
    sources: ["https://github.com/yeojz/otplib/issues/850"],
  },
  {
    title: "eight digits",
    uri: "otpauth://totp/Dice.example:roller?secret=RLV4YHSGKLLPQD7U&period=30&digits=8&issuer=Dice.example",
    key: { ...standard, issuer: "Dice.example", account: "roller", secret: "RLV4YHSGKLLPQD7U", digits: 8 },
    code: "21349068",
    sources: ["https://github.com/keepassxreboot/keepassxc/issues/4936"],
  },
  {
    title: "algorithm, digits and period all off their defaults",
    uri: "otpauth://totp/Mole:odo?secret=UQRTZ75GMPC62GLPBGQ5W2PTOFO2VPO6PPOSCOQHGW4KJZZY527YT5HS56CFLNVIBZILVZ64VZ7KYFKUGL55LF5TTWWRI42CIYYSVRI&issuer=Mole&algorithm=SHA512&digits=8&period=60",
    key: {
      ...standard,
      issuer: "Mole",
      account: "odo",
      secret:
        "UQRTZ75GMPC62GLPBGQ5W2PTOFO2VPO6PPOSCOQHGW4KJZZY527YT5HS56CFLNVIBZILVZ64VZ7KYFKUGL55LF5TTWWRI42CIYYSVRI",
      algorithm: "SHA512",
      digits: 8,
      periodSeconds: 60,
    },
    code: "00262566",
    sources: [
      "https://github.com/RobThree/TwoFactorAuth/issues/36",
      "https://github.com/google/google-authenticator-android/issues/29",
    ],
  },
  {
    title: "an algorithm in small letters",
    uri: "otpauth://totp/Ropewalk:odo?secret=6TOHR6G4E76GBQC3B7SYSGYOYUS7JQ7LYRKXFPQDQTL4TNT62Y4A&algorithm=sha256&issuer=Ropewalk&digits=8",
    key: {
      ...standard,
      issuer: "Ropewalk",
      account: "odo",
      secret: "6TOHR6G4E76GBQC3B7SYSGYOYUS7JQ7LYRKXFPQDQTL4TNT62Y4A",
      algorithm: "SHA256",
      digits: 8,
    },
    code: "01056477",
    sources: ["https://github.com/Authenticator-Extension/Authenticator/issues/1089"],
  },
  {
    title: "an algorithm with a hyphen",
    uri: "otpauth://totp/Mole:odo?secret=NP6U5MMURTLWANFMCGJBIGITVTP5YHBQ&algorithm=SHA-256&issuer=Mole",
    key: {
      ...standard,
      issuer: "Mole",
      account: "odo",
      secret: "NP6U5MMURTLWANFMCGJBIGITVTP5YHBQ",
      algorithm: "SHA256",
    },
    code: "641796",
  },
  {
    title: "an algorithm by its Java name",
    uri: "otpauth://totp/Mole:odo?secret=NP6U5MMURTLWANFMCGJBIGITVTP5YHBQ&algorithm=HmacSHA512&issuer=Mole",
    key: {
      ...standard,
      issuer: "Mole",
      account: "odo",
      secret: "NP6U5MMURTLWANFMCGJBIGITVTP5YHBQ",
      algorithm: "SHA512",
    },
    code: "197419",
  },
  {
    title: "ten digits, the most there are",
    uri: "otpauth://totp/Mole%3Aodo%20the%20elder?secret=KNOTSROPES&digits=10&issuer=Mole&algorithm=SHA1&period=30",
    key: { ...standard, issuer: "Mole", account: "odo the elder", secret: "KNOTSROPES", digits: 10 },
    warnings: ["secret-short"],
    code: "2095012473",
    sources: ["https://shkspr.mobi/blog/2025/08/some-minor-bugs-in-protons-new-authenticator-app"],
  },
  {
    title: "parameters that are there and empty",
    uri: "otpauth://totp/Mole:odo?secret=NP6U5MMURTLWANFMCGJBIGITVTP5YHBQ&issuer=&algorithm=&digits=&period=",
    key: { ...standard, issuer: "Mole", account: "odo", secret: "NP6U5MMURTLWANFMCGJBIGITVTP5YHBQ" },
    code: "482585",
  },
  {
    title: "a parameter given twice, where the first counts",
    uri: "otpauth://totp/Mole:odo?secret=NP6U5MMURTLWANFMCGJBIGITVTP5YHBQ&secret=RLV4YHSGKLLPQD7U&issuer=Mole",
    key: { ...standard, issuer: "Mole", account: "odo", secret: "NP6U5MMURTLWANFMCGJBIGITVTP5YHBQ" },
    code: "482585",
  },
  {
    title: "no issuer anywhere",
    uri: "otpauth://totp/ines@quay.example?secret=NP6U5MMURTLWANFMCGJBIGITVTP5YHBQ",
    key: {
      ...standard,
      issuer: "",
      account: "ines@quay.example",
      secret: "NP6U5MMURTLWANFMCGJBIGITVTP5YHBQ",
    },
    code: "482585",
    sources: ["https://github.com/google/google-authenticator/wiki/Key-Uri-Format"],
  },
  {
    title: "an issuer in the label only, its colon encoded",
    uri: "otpauth://totp/harbour%20bank%3Aoo%40hb.example?secret=RLV4YHSGKLLPQD7U",
    key: { ...standard, issuer: "harbour bank", account: "oo@hb.example", secret: "RLV4YHSGKLLPQD7U" },
    code: "349068",
    sources: ["https://github.com/ente-io/ente"],
  },
  {
    title: "a space after the colon",
    uri: "otpauth://totp/Harbour:%20ines@harbour.example?secret=NP6U5MMURTLWANFMCGJBIGITVTP5YHBQ&issuer=Harbour",
    key: {
      ...standard,
      issuer: "Harbour",
      account: "ines@harbour.example",
      secret: "NP6U5MMURTLWANFMCGJBIGITVTP5YHBQ",
    },
    code: "482585",
    sources: ["https://github.com/google/google-authenticator/wiki/Key-Uri-Format"],
  },
  {
    title: "a domain as the issuer beside a proper name, as Apple asks for",
    uri: "otpauth://totp/Gatehouse:ines@quay.example?secret=NP6U5MMURTLWANFMCGJBIGITVTP5YHBQ&issuer=gatehouse.example",
    key: {
      ...standard,
      issuer: "Gatehouse",
      account: "ines@quay.example",
      secret: "NP6U5MMURTLWANFMCGJBIGITVTP5YHBQ",
      domain: "gatehouse.example",
    },
    warnings: ["issuer-mismatch"],
    code: "482585",
    sources: ["https://otpauth.dev/", "https://datatracker.ietf.org/doc/draft-andesco-otpauth-uri/"],
  },
  {
    title: "an issuer written in two cases, which are one",
    uri: "otpauth://totp/harbour:ines?secret=NP6U5MMURTLWANFMCGJBIGITVTP5YHBQ&issuer=Harbour",
    key: { ...standard, issuer: "Harbour", account: "ines", secret: "NP6U5MMURTLWANFMCGJBIGITVTP5YHBQ" },
    code: "482585",
  },
  {
    title: "a colon with nothing before it",
    uri: "otpauth://totp/:ines?secret=NP6U5MMURTLWANFMCGJBIGITVTP5YHBQ&issuer=Mole",
    key: { ...standard, issuer: "Mole", account: "ines", secret: "NP6U5MMURTLWANFMCGJBIGITVTP5YHBQ" },
    code: "482585",
  },
  {
    title: "a label with nothing in it",
    uri: "otpauth://totp/?secret=NP6U5MMURTLWANFMCGJBIGITVTP5YHBQ&issuer=Mole",
    key: { ...standard, issuer: "Mole", account: "", secret: "NP6U5MMURTLWANFMCGJBIGITVTP5YHBQ" },
    code: "482585",
  },
  {
    title: "no label at all",
    uri: "otpauth://totp?secret=NP6U5MMURTLWANFMCGJBIGITVTP5YHBQ&issuer=Mole",
    key: { ...standard, issuer: "Mole", account: "", secret: "NP6U5MMURTLWANFMCGJBIGITVTP5YHBQ" },
    code: "482585",
  },
  {
    title: "a plus sign for a space in the issuer",
    uri: "otpauth://totp/North%20Quay:owner%40quay.example?issuer=North+Quay&algorithm=SHA1&secret=NP6U5MMURTLWANFMCGJBIGITVTP5YHBQ&period=30&digits=6",
    key: {
      ...standard,
      issuer: "North Quay",
      account: "owner@quay.example",
      secret: "NP6U5MMURTLWANFMCGJBIGITVTP5YHBQ",
    },
    code: "482585",
    sources: [
      "https://github.com/oslo-project/otp/issues/8",
      "https://github.com/pyauth/pyotp/issues/47",
      "https://github.com/dashbitco/nimble_totp/issues/10",
    ],
  },
  {
    title: "a plus sign in the account, which stays one",
    uri: "otpauth://totp/Gatehouse:ines+gate@quay.example?secret=NP6U5MMURTLWANFMCGJBIGITVTP5YHBQ&issuer=Gatehouse",
    key: {
      ...standard,
      issuer: "Gatehouse",
      account: "ines+gate@quay.example",
      secret: "NP6U5MMURTLWANFMCGJBIGITVTP5YHBQ",
    },
    code: "482585",
    sources: ["https://github.com/keycloak/keycloak/issues/52296"],
  },
  {
    title: "a percent sign that encodes nothing",
    uri: "otpauth://totp/100%:odo?secret=NP6U5MMURTLWANFMCGJBIGITVTP5YHBQ",
    key: { ...standard, issuer: "100%", account: "odo", secret: "NP6U5MMURTLWANFMCGJBIGITVTP5YHBQ" },
    code: "482585",
  },
  {
    title: "a percent sign before bytes that are not UTF-8",
    uri: "otpauth://totp/Mole:odo%FF?secret=NP6U5MMURTLWANFMCGJBIGITVTP5YHBQ",
    key: { ...standard, issuer: "Mole", account: "odo%FF", secret: "NP6U5MMURTLWANFMCGJBIGITVTP5YHBQ" },
    code: "482585",
  },
  {
    title: "a number sign left raw",
    uri: "otpauth://totp/Quay#7:odo?secret=NP6U5MMURTLWANFMCGJBIGITVTP5YHBQ&issuer=Quay#7",
    key: { ...standard, issuer: "Quay#7", account: "odo", secret: "NP6U5MMURTLWANFMCGJBIGITVTP5YHBQ" },
    code: "482585",
  },
  {
    title: "an ampersand in the issuer, encoded",
    uri: "otpauth://totp/Rope%26Sons:odo?secret=NP6U5MMURTLWANFMCGJBIGITVTP5YHBQ&issuer=Rope%26Sons",
    key: { ...standard, issuer: "Rope&Sons", account: "odo", secret: "NP6U5MMURTLWANFMCGJBIGITVTP5YHBQ" },
    code: "482585",
    sources: ["https://github.com/Authenticator-Extension/Authenticator/pull/570"],
  },
  {
    title: "an equals sign in the issuer, left raw",
    uri: "otpauth://totp/Rope=Knot:odo?secret=NP6U5MMURTLWANFMCGJBIGITVTP5YHBQ&issuer=Rope=Knot",
    key: { ...standard, issuer: "Rope=Knot", account: "odo", secret: "NP6U5MMURTLWANFMCGJBIGITVTP5YHBQ" },
    code: "482585",
  },
  {
    title: "ampersands escaped for HTML",
    uri: "otpauth://totp/Mole:odo?secret=NP6U5MMURTLWANFMCGJBIGITVTP5YHBQ&amp;issuer=Mole&amp;digits=8",
    key: {
      ...standard,
      issuer: "Mole",
      account: "odo",
      secret: "NP6U5MMURTLWANFMCGJBIGITVTP5YHBQ",
      digits: 8,
    },
    code: "09482585",
  },
  {
    title: "a picture's address with a query of its own",
    uri: "otpauth://totp/Mole:odo?secret=NP6U5MMURTLWANFMCGJBIGITVTP5YHBQ&image=https://mole.example/m.png?s=1&issuer=Mole",
    key: { ...standard, issuer: "Mole", account: "odo", secret: "NP6U5MMURTLWANFMCGJBIGITVTP5YHBQ" },
    code: "482585",
  },
  {
    title: "a line of an export with foreign parameters",
    uri: "otpauth://totp/Innkeeper:Odo?secret=5JSU2JIKXMULUJ2LH6UWGYLYVE&issuer=Innkeeper&algorithm=SHA512&digits=8&period=50&codeDisplay=%7B%22pinned%22%3Atrue%2C%22tags%22%3A%5B%5D%7D",
    key: {
      ...standard,
      issuer: "Innkeeper",
      account: "Odo",
      secret: "5JSU2JIKXMULUJ2LH6UWGYLYVE",
      algorithm: "SHA512",
      digits: 8,
      periodSeconds: 50,
    },
    code: "36737118",
    sources: ["https://github.com/beemdevelopment/Aegis"],
  },
  {
    title: "capitals throughout, as the QR alphanumeric mode has no others",
    uri: "OTPAUTH://TOTP/MOLE:ODO?SECRET=NP6U5MMURTLWANFMCGJBIGITVTP5YHBQ&ISSUER=MOLE",
    key: { ...standard, issuer: "MOLE", account: "ODO", secret: "NP6U5MMURTLWANFMCGJBIGITVTP5YHBQ" },
    code: "482585",
  },
  {
    title: "spaces around it, as a paste leaves them",
    uri: "  otpauth://totp/Mole:odo?secret=NP6U5MMURTLWANFMCGJBIGITVTP5YHBQ&issuer=Mole \n",
    key: { ...standard, issuer: "Mole", account: "odo", secret: "NP6U5MMURTLWANFMCGJBIGITVTP5YHBQ" },
    code: "482585",
  },
  {
    title: "Greek, raw and encoded",
    uri: "otpauth://totp/Λιμάνι:%CE%AC%CE%BD%CE%BD%CE%B1?secret=NP6U5MMURTLWANFMCGJBIGITVTP5YHBQ&issuer=%CE%9B%CE%B9%CE%BC%CE%AC%CE%BD%CE%B9",
    key: { ...standard, issuer: "Λιμάνι", account: "άννα", secret: "NP6U5MMURTLWANFMCGJBIGITVTP5YHBQ" },
    code: "482585",
    sources: ["https://github.com/ente-io/ente"],
  },
  {
    title: "umlauts",
    uri: "otpauth://totp/K%C3%BCste%20AG:j%C3%B6rg?secret=NP6U5MMURTLWANFMCGJBIGITVTP5YHBQ&issuer=K%C3%BCste%20AG",
    key: { ...standard, issuer: "Küste AG", account: "jörg", secret: "NP6U5MMURTLWANFMCGJBIGITVTP5YHBQ" },
    code: "482585",
    sources: ["https://github.com/dchapkine/extract-google-authenticator-credentials/issues/12"],
  },
  {
    title: "Apple's scheme",
    uri: "apple-otpauth://totp/Mole:odo?secret=NP6U5MMURTLWANFMCGJBIGITVTP5YHBQ&issuer=Mole",
    key: { ...standard, issuer: "Mole", account: "odo", secret: "NP6U5MMURTLWANFMCGJBIGITVTP5YHBQ" },
    code: "482585",
    sources: [
      "https://developer.apple.com/documentation/authenticationservices/securing_logins_with_icloud_keychain_verification_codes",
    ],
  },
  {
    title: "a counter-based key",
    uri: "otpauth://hotp/Ledger:odo@quay.example?secret=RLV4YHSGKLLPQD7U&issuer=Ledger&counter=15",
    key: {
      type: "hotp",
      issuer: "Ledger",
      account: "odo@quay.example",
      secret: "RLV4YHSGKLLPQD7U",
      algorithm: "SHA1",
      digits: 6,
      counter: 15,
    },
    code: "659677",
    sources: ["https://github.com/ente-io/ente"],
  },
  {
    title: "a counter-based key without its counter",
    uri: "otpauth://hotp/Ledger:odo?secret=NP6U5MMURTLWANFMCGJBIGITVTP5YHBQ&issuer=Ledger",
    key: {
      type: "hotp",
      issuer: "Ledger",
      account: "odo",
      secret: "NP6U5MMURTLWANFMCGJBIGITVTP5YHBQ",
      algorithm: "SHA1",
      digits: 6,
      counter: 0,
    },
    warnings: ["counter-missing"],
    code: "113639",
    sources: ["https://github.com/google/google-authenticator/wiki/Key-Uri-Format"],
  },
];

export const refusedCases: RefusedCase[] = [
  {
    title: "a password given as the secret",
    uri: "otpauth://totp/Tideline?secret=OdosSecret01890189",
    refusal: "secret-not-base32",
    sources: ["https://github.com/stefansundin/2fa-qr/issues/1"],
  },
  {
    title: "a secret full of symbols",
    uri: "otpauth://totp/Mole:odo?secret=ROPES!%C2%A7$%25%5E)*(KNOTS&issuer=Mole",
    refusal: "secret-not-base32",
    sources: ["https://shkspr.mobi/blog/2025/08/some-minor-bugs-in-protons-new-authenticator-app"],
  },
  {
    title: "a letter whose capital is in the alphabet, though it is not",
    uri: "otpauth://totp/Mole:odo?secret=%C5%BFABCDEFGHIJKLMNO",
    refusal: "secret-not-base32",
  },
  {
    title: "padding in the middle of a secret",
    uri: "otpauth://totp/Mole:odo?secret=YRAYTRL6%3D%3DU2FXUBI4VE",
    refusal: "secret-not-base32",
  },
  {
    title: "a secret in hexadecimal",
    uri: "otpauth://totp/odo%40dice.example?secret=3e24cb2262656f58fa803ffb44937423ee45c6ce&issuer=Dice",
    refusal: "secret-hex",
    sources: ["https://github.com/beemdevelopment/Aegis/issues/1068"],
  },
  {
    title: "an empty secret",
    uri: "otpauth://totp/Mole:odo?secret=&digits=6&period=30",
    refusal: "secret-missing",
    sources: ["https://github.com/beemdevelopment/Aegis"],
  },
  {
    title: "a secret that is only padding",
    uri: "otpauth://totp/Mole:odo?secret====",
    refusal: "secret-missing",
  },
  {
    title: "a secret of one character, which is no byte",
    uri: "otpauth://totp/Mole:odo?secret=M",
    refusal: "secret-empty",
  },
  {
    title: "no secret at all",
    uri: "otpauth://totp/mole:ODO?issuer=mole",
    refusal: "secret-missing",
    sources: ["https://github.com/scheb/two-factor-bundle/issues/243"],
  },
  {
    title: "an algorithm that does not exist here",
    uri: "otpauth://totp/Mole:odo?secret=NP6U5MMURTLWANFMCGJBIGITVTP5YHBQ&algorithm=MD5&issuer=Mole",
    refusal: "algorithm-unsupported",
    found: "MD5",
    sources: [
      "https://github.com/google/google-authenticator-android/issues/29",
      "https://github.com/constantoine/totp-rs/issues/10",
    ],
  },
  {
    title: "ninety-nine digits",
    uri: "otpauth://totp/Mole:odo?secret=NP6U5MMURTLWANFMCGJBIGITVTP5YHBQ&digits=99",
    refusal: "digits-invalid",
    found: "99",
  },
  {
    title: "five digits, which are too easily guessed",
    uri: "otpauth://totp/Mole:odo?secret=NP6U5MMURTLWANFMCGJBIGITVTP5YHBQ&digits=5",
    refusal: "digits-invalid",
    found: "5",
  },
  {
    title: "digits that are no number",
    uri: "otpauth://totp/Mole:odo?secret=NP6U5MMURTLWANFMCGJBIGITVTP5YHBQ&digits=six",
    refusal: "digits-invalid",
    found: "six",
  },
  {
    title: "a period of no time",
    uri: "otpauth://totp/Mole:odo?secret=NP6U5MMURTLWANFMCGJBIGITVTP5YHBQ&period=0",
    refusal: "period-invalid",
    found: "0",
  },
  {
    title: "a period with a unit",
    uri: "otpauth://totp/Mole:odo?secret=NP6U5MMURTLWANFMCGJBIGITVTP5YHBQ&period=30s",
    refusal: "period-invalid",
    found: "30s",
  },
  {
    title: "a period longer than a day",
    uri: "otpauth://totp/Mole:odo?secret=NP6U5MMURTLWANFMCGJBIGITVTP5YHBQ&period=86401",
    refusal: "period-invalid",
    found: "86401",
  },
  {
    title: "a counter below zero",
    uri: "otpauth://hotp/Ledger:odo?secret=NP6U5MMURTLWANFMCGJBIGITVTP5YHBQ&counter=-1",
    refusal: "counter-invalid",
    found: "-1",
  },
  {
    title: "a counter past what a number holds",
    uri: "otpauth://hotp/Ledger:odo?secret=NP6U5MMURTLWANFMCGJBIGITVTP5YHBQ&counter=9007199254740993",
    refusal: "counter-invalid",
    found: "9007199254740993",
  },
  {
    title: "Steam, as other authenticators export it",
    uri: "otpauth://steam/Steam%3Aodo?period=30&digits=5&algorithm=SHA1&secret=NP6U5MMURTLWANFMCGJBIGITVTP5YHBQ&issuer=Steam",
    refusal: "type-unsupported",
    found: "steam",
    sources: ["https://github.com/Bubka/2FAuth/issues/160"],
  },
  {
    title: "Steam, as Steam itself writes it",
    uri: "otpauth://totp/Steam:odo?secret=NP6U5MMURTLWANFMCGJBIGITVTP5YHBQ&issuer=Steam",
    refusal: "type-unsupported",
    found: "steam",
    sources: ["https://github.com/dyc3/steamguard-cli/issues/468"],
  },
  {
    title: "Steam, with the digits an exporter made up",
    uri: "otpauth://totp/Steam:odo?secret=NP6U5MMURTLWANFMCGJBIGITVTP5YHBQ&digits=6",
    refusal: "type-unsupported",
    found: "steam",
  },
  {
    title: "Steam, as password managers write it",
    uri: "steam://NP6U5MMURTLWANFMCGJBIGITVTP5YHBQ",
    refusal: "type-unsupported",
    found: "steam",
    sources: ["https://github.com/doy/rbw/issues/242"],
  },
  {
    title: "Yandex and its own kind of code",
    uri: "otpauth://yaotp/odo?secret=NP6U5MMURTLWANFMCGJBIGITVTP5YHBQ&name=o",
    refusal: "type-unsupported",
    found: "yaotp",
    sources: ["https://github.com/beemdevelopment/Aegis/blob/master/docs/vault.md"],
  },
  {
    title: "a picture for Microsoft's push messages",
    uri: "phonefactor://activate_account?code=246813579&url=https%3A%2F%2Fpad.example%2F135792468",
    refusal: "vendor-microsoft-push",
    sources: [
      "https://github.com/beemdevelopment/Aegis/issues/25",
      "https://github.com/freeotp/freeotp-android/issues/109",
    ],
  },
  {
    title: "several accounts out of Google Authenticator",
    uri: "otpauth-migration://offline?data=CgA%3D",
    refusal: "migration-unsupported",
    sources: ["https://github.com/beemdevelopment/Aegis/pull/958"],
  },
  {
    title: "a web link",
    uri: "https://harbour.example/get-our-app",
    refusal: "plain-link",
  },
  {
    title: "the password of a wireless network",
    uri: "WIFI:T:WPA;S:Harbour;P:ropesandknots;;",
    refusal: "scheme-unsupported",
    found: "wifi",
  },
  {
    title: "a bare secret without a URI around it",
    uri: "NP6U5MMURTLWANFMCGJBIGITVTP5YHBQ",
    refusal: "not-a-uri",
  },
  {
    title: "a URI that stops after its scheme",
    uri: "otpauth://",
    refusal: "not-a-uri",
  },
  {
    title: "no text",
    uri: "",
    refusal: "not-a-uri",
  },
];
