/** These types say what a seed has created. The program's JSON line and the client use the same names. */
export interface Totp {
  /** In Base32. */
  secret: string;
  /** The `otpauth://` URI, as the QR code has it. */
  uri: string;
}

export interface User {
  id: string;
  username: string;
  email: string;
  name: string;
  password: string;
  totp: Totp | null;
}

export interface Administrator {
  id: string;
  email: string;
  name: string;
  role: "owner" | "administrator" | "help-desk" | "read-only";
  password: string;
  totp: Totp | null;
}

export interface Application {
  name: string;
  clientId: string;
  /** Null if the application is public. */
  clientSecret: string | null;
  callbackAddresses: readonly string[];
}

export interface Planted {
  users: User[];
  administrators: Administrator[];
  applications: Application[];
}
