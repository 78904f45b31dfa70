import type { ApplicationKind, ClientType } from "./kinds.ts";

/**
 * The values that the console fills in for a known application. Each path is empty or begins with `/`. It is added to
 * the application's address, which doesn't end with a slash.
 */
export interface ApplicationTemplate {
  /** Stored with each application that uses the template, so it must never change. */
  key: string;
  name: string;
  kind: ApplicationKind;
  clientType: ClientType;
  /**
   * The address that every installation of the application has. If it is missing, an administrator enters the address.
   */
  address?: string;
  callbackPaths: readonly string[];
  /** Callback addresses that don't depend on the application's address. */
  otherCallbacks?: readonly string[];
  afterLogoutPaths?: readonly string[];
  /** The path of the page that a user's tile opens. Null if users don't open the application in a browser. */
  launchPath: string | null;
  /** The path at which the application receives back-channel logout requests. */
  logoutPath?: string;
  /** Whether the application needs refresh tokens. */
  keepsAccess: boolean;
  /** What must be installed first, for example a plugin. */
  needs?: string;
  /** The file or the page into which the snippet goes. */
  goesInto: string;
  /** With `fields`, each line of the snippet has a field's label, a colon and its value. */
  format: "assignments" | "env" | "fields" | "ini" | "json" | "shell" | "yaml";
  /**
   * What an administrator pastes into the application's configuration. These placeholders are replaced:
   * `{{issuer}}`, `{{client_id}}`, `{{client_secret}}`, `{{address}}`, and `{{host}}` for the address's host and port.
   */
  snippet: string;
  /** The address of the documentation that the template was checked against. */
  documentation: string;
  /** The day of the check, such as `2026-11-30`. */
  checkedOn: string;
  /** The version of the application that logs in with this snippet in our tests. Missing if they don't run it. */
  testedWith?: string;
}
