import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import {
  type BrowserContext,
  type BrowserType,
  expect,
  type LaunchOptions,
  type Page,
} from "@playwright/test";
import { seenByCamera } from "./camera.ts";
import type { Mailbox } from "./mailbox.ts";

export interface PhoneOptions {
  browserType: BrowserType;
  launchOptions: LaunchOptions;
  folder: string;
  authenticatorOrigin: string;
  timezoneId: string | undefined;
}

export class Phone {
  readonly context: BrowserContext;
  readonly page: Page;
  readonly #view: string;

  private constructor(context: BrowserContext, page: Page, view: string) {
    this.context = context;
    this.page = page;
    this.#view = view;
  }

  static async switchOn({
    browserType,
    launchOptions,
    folder,
    authenticatorOrigin,
    timezoneId,
  }: PhoneOptions): Promise<Phone> {
    const view = join(folder, "camera.y4m");
    await writeFile(view, seenByCamera());
    const context = await browserType.launchPersistentContext(join(folder, "profile"), {
      ...launchOptions,
      args: [
        ...(launchOptions.args ?? []),
        "--use-fake-device-for-media-stream",
        "--use-fake-ui-for-media-stream",
        `--use-file-for-fake-video-capture=${view}`,
      ],
      baseURL: authenticatorOrigin,
      viewport: { width: 390, height: 844 },
      hasTouch: true,
      isMobile: true,
      reducedMotion: "reduce",
      ...(timezoneId === undefined ? {} : { timezoneId }),
    });
    return new Phone(context, context.pages()[0] ?? (await context.newPage()), view);
  }

  async register(email: string, mailbox: Mailbox): Promise<void> {
    const { page } = this;
    await this.askForMail(email);
    const { link } = await mailbox.read(email, "Verify your e-mail for Sallyport Authenticator");
    const browser = await this.context.newPage();
    await browser.goto(link);
    await browser.getByRole("button", { name: "Verify Email" }).click();
    await expect(browser.getByText("Your e-mail is verified. Go back to the app.")).toBeVisible();
    await browser.close();
    await expect(page.getByRole("heading", { name: "You're set up and ready to go" })).toBeVisible();
    await page.getByRole("button", { name: "Done" }).click();
    await expect(page.getByRole("heading", { name: "Codes", level: 1 })).toBeVisible();
  }

  async askForMail(email: string): Promise<void> {
    const { page } = this;
    await page.goto("/");
    await page.getByRole("button", { name: "Get started" }).click();
    await page.getByLabel("E-mail").fill(email);
    await page.getByRole("button", { name: "Continue" }).click();
    await expect(page.getByRole("heading", { name: "Check your e-mail" })).toBeVisible();
  }

  /**
   * @param picture the QR code as PNG
   * @returns the code that the new account shows
   */
  async scan(picture: Buffer): Promise<string> {
    await this.aim(picture);
    await this.page.goto("/");
    await this.page.getByRole("button", { name: "Settings" }).click();
    await this.page.getByRole("link", { name: "2-step verification (TOTP)" }).click();
    await expect(this.page.getByText("The account is added")).toBeVisible();
    const code = await this.#shownCode();
    await this.page.getByRole("button", { name: "Done" }).click();
    await expect(this.page.getByRole("heading", { name: "Codes", level: 1 })).toBeVisible();
    return code;
  }

  async aim(picture: Buffer): Promise<void> {
    await writeFile(this.#view, seenByCamera(picture));
  }

  async passcode(): Promise<string> {
    await this.page.goto("/");
    return this.#shownCode();
  }

  async switchOff(): Promise<void> {
    await this.context.close();
  }

  async #shownCode(): Promise<string> {
    const shown = await this.page.getByRole("status", { name: "Passcode" }).textContent();
    return (shown ?? "").replace(" ", "");
  }
}
