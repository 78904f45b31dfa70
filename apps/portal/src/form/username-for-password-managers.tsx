export function UsernameForPasswordManagers({ username }: { username: string }) {
  return <input hidden readOnly type="text" autoComplete="username" value={username} />;
}
