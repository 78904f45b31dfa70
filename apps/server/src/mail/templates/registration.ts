import type { Mail } from "../mail.ts";

export function verificationMail(email: string, url: string, code: string, minutes: number): Mail {
  return {
    to: email,
    subject: "Verify your e-mail for Sallyport Authenticator",
    paragraphs: [
      "Somebody, probably you, is setting up Sallyport Authenticator with this address.",
      "Press the button, or type the code into the app.",
    ],
    action: { label: "Verify Email", url },
    code,
    afterword: `Link and code work for ${minutes} minutes, once. If you did not ask for this mail, ignore it.`,
  };
}
