import type { Mail } from "../mail.ts";
import { say } from "../text.ts";

export function verificationMail(email: string, url: string, code: string, minutes: number): Mail {
  return {
    kind: "app-registration",
    to: { id: null, email, name: null },
    subject: "Verify your e-mail for Sallyport Authenticator",
    paragraphs: [
      "Sallyport Authenticator is being set up with this e-mail address.",
      "Press the button, or type the code into the app.",
    ],
    action: { label: "Verify Email", url },
    code,
    afterword: `The link and the code work once, for ${minutes} minutes.`,
    ifUnexpected: "If you did not ask for this mail, ignore it.",
    reason: say`You received this mail because ${email} was entered in Sallyport Authenticator.`,
  };
}
