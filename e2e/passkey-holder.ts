import type { CDPSession, Page } from "@playwright/test";

const suggestsPasskeys = "suggests-passkeys";

/** What keeps passkeys at a person's browser: Chromium's virtual authenticator, which knows its owner. */
export class PasskeyHolder {
  readonly #session: CDPSession;
  readonly #authenticatorId: string;

  private constructor(session: CDPSession, authenticatorId: string) {
    this.#session = session;
    this.#authenticatorId = authenticatorId;
  }

  /**
   * Its owner touches it whenever it is asked. So it would also choose itself from the suggestions of a login field, on
   * every visit: the browser has none until `suggest` is called.
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

  /** From the next page on, the browser offers passkeys in the suggestions of a login field. */
  static async suggest(page: Page): Promise<void> {
    await page.evaluate((key) => sessionStorage.setItem(key, ""), suggestsPasskeys);
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
