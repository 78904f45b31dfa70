import type { ApplicationKind, ClientType } from "./kinds.ts";

/**
 * What the console fills in for a known application. Paths begin with `/` and follow the application's address,
 * which has no slash at its end.
 */
export interface ApplicationTemplate {
  /** Stored with each application that uses the template, so it must never change. */
  key: string;
  name: string;
  kind: ApplicationKind;
  clientType: ClientType;
  callbackPaths: readonly string[];
  afterLogoutPaths?: readonly string[];
  /** The page that a user's tile opens, or an empty text for the address itself. */
  launchPath: string;
  /** Where the application takes notices of back-channel logout. */
  logoutPath?: string;
  /** Whether the application needs refresh tokens. */
  keepsAccess: boolean;
  /**
   * What an administrator pastes into the application's configuration. These placeholders are replaced:
   * `{{issuer}}`, `{{client_id}}`, `{{client_secret}}`, `{{address}}`, and `{{host}}` for the address's host and port.
   */
  snippet: string;
  /** The address of the documentation that the template was checked against. */
  documentation: string;
  /** The day of the check, such as `2026-11-30`. */
  checkedOn: string;
}
