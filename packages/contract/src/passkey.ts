import { noNul } from "./text.ts";
import { z } from "./zod.ts";

// These are the JSON forms of WebAuthn Level 3 §5.1.

const Base64Url = z.string().check(z.maxLength(8192), z.regex(/^[A-Za-z0-9_-]*$/));
const attachment = z.optional(z.enum(["platform", "cross-platform"]));

export const PasskeyChallenge = z.object({ options: z.looseObject({ challenge: z.string() }) });
export type PasskeyChallenge = z.infer<typeof PasskeyChallenge>;

/** RegistrationResponseJSON. */
export const PasskeyRegistration = z.object({
  id: Base64Url.check(z.minLength(1)),
  rawId: Base64Url.check(z.minLength(1)),
  type: z.literal("public-key"),
  authenticatorAttachment: attachment,
  clientExtensionResults: z.looseObject({}),
  response: z.object({
    clientDataJSON: Base64Url,
    attestationObject: Base64Url,
    transports: z.optional(z.array(z.string().check(noNul, z.maxLength(32))).check(z.maxLength(8))),
  }),
});
export type PasskeyRegistration = z.infer<typeof PasskeyRegistration>;

/** AuthenticationResponseJSON. */
export const PasskeyAssertion = z.object({
  id: Base64Url.check(z.minLength(1)),
  rawId: Base64Url.check(z.minLength(1)),
  type: z.literal("public-key"),
  authenticatorAttachment: attachment,
  clientExtensionResults: z.looseObject({}),
  response: z.object({
    clientDataJSON: Base64Url,
    authenticatorData: Base64Url,
    signature: Base64Url,
    userHandle: z.nullish(Base64Url),
  }),
});
export type PasskeyAssertion = z.infer<typeof PasskeyAssertion>;
