export function usersText(count: number): string {
  return count === 1 ? "1 user" : `${count.toLocaleString()} users`;
}
