import type { CDPSession, Page } from "@playwright/test";

/** What keeps passkeys at a person's browser: Chromium's virtual authenticator, which knows its owner. */
export class PasskeyHolder {
  readonly #session: CDPSession;
  readonly #authenticatorId: string;

  private constructor(session: CDPSession, authenticatorId: string) {
    this.#session = session;
    this.#authenticatorId = authenticatorId;
  }

  static async at(page: Page): Promise<PasskeyHolder> {
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

  /** Whether the next finger on the sensor is the owner's. */
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
