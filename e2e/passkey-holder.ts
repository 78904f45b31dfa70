import type { CDPSession, Page } from "@playwright/test";

const suggestsPasskeys = "suggests-passkeys";

/** Chromium's virtual authenticator stores a user's passkeys and can verify the user. */
export class PasskeyHolder {
  readonly #session: CDPSession;
  readonly #authenticatorId: string;

  private constructor(session: CDPSession, authenticatorId: string) {
    this.#session = session;
    this.#authenticatorId = authenticatorId;
  }

  /**
   * Turns autofill off until `suggest` is called. The virtual authenticator approves every request immediately,
   * so a suggestion would log the user in.
   */
  static async at(page: Page): Promise<PasskeyHolder> {
    await page.addInitScript((key) => {
      PublicKeyCredential.isConditionalMediationAvailable = () =>
        Promise.resolve(sessionStorage.getItem(key) !== null);
    }, suggestsPasskeys);
    const session = await page.context().newCDPSession(page);
    await session.send("WebAuthn.enable");
    const { authenticatorId } = await session.send("WebAuthn.addVirtualAuthenticator", {
      options: {
        protocol: "ctap2",
        transport: "internal",
        hasResidentKey: true,
        hasUserVerification: true,
        isUserVerified: true,
      },
    });
    return new PasskeyHolder(session, authenticatorId);
  }

  static async suggest(page: Page): Promise<void> {
    await page.evaluate((key) => sessionStorage.setItem(key, ""), suggestsPasskeys);
  }

  async recognises(isOwner: boolean): Promise<void> {
    await this.#session.send("WebAuthn.setUserVerified", {
      authenticatorId: this.#authenticatorId,
      isUserVerified: isOwner,
    });
  }

  async count(): Promise<number> {
    const { credentials } = await this.#session.send("WebAuthn.getCredentials", {
      authenticatorId: this.#authenticatorId,
    });
    return credentials.length;
  }
}
