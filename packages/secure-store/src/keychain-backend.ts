import type { Backend } from "./backend.ts";

/** The operating system's keychain. */
export const keychainBackend: Backend = {
  name: "keychain",
  durable: true,
  hardware: false,
  programs: { "dbus-daemon": "dbus", "gnome-keyring-daemon": "gnome-keyring" },
  advice: {
    "not-found":
      "Make a default keyring: on a desktop with “Passwords and Keys”. On a server, start " +
      "`gnome-keyring-daemon --unlock` with a password, which makes one.",
    unavailable:
      "Run the program in a desktop session. On a Linux server, give it a session of its own: " +
      "`dbus-run-session -- sh -c 'gnome-keyring-daemon --unlock --components=secrets <PASSWORD_FILE >/dev/null && exec PROGRAM'`.",
    locked:
      "Unlock it: sign in to the desktop, or on a server give `gnome-keyring-daemon --unlock` the password " +
      "that the keyring was made with.",
    timeout: "If it shows a prompt, answer it. Otherwise its daemon hangs: restart it.",
  },
};
