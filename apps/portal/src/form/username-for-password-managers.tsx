/** Tells a password manager whose password the form holds, where no field on screen does. */
export function UsernameForPasswordManagers({ username }: { username: string }) {
  return <input hidden readOnly type="text" autoComplete="username" value={username} />;
}
