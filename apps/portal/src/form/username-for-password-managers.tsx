/** Tells a password manager the username if the form shows no field for it. */
export function UsernameForPasswordManagers({ username }: { username: string }) {
  return <input hidden readOnly type="text" autoComplete="username" value={username} />;
}
