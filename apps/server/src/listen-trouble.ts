export function listenTrouble(error: unknown, { host, port }: { host: string; port: number }): string | null {
  const code = error instanceof Error && "code" in error ? error.code : undefined;
  const place = `Sallyport can't listen on port ${port} of ${host}`;
  switch (code) {
    case "EADDRINUSE":
      return `${place}: another program has this port. Set PORT to a free one.`;
    case "EACCES":
      return `${place}: ports below 1024 are for root alone. Set PORT to 1024 or above, behind a proxy that has the other.`;
    case "EADDRNOTAVAIL":
    case "ENOTFOUND":
      return `${place}: this machine has no such address. Set HOST to one of its own, like 127.0.0.1 or 0.0.0.0.`;
    default:
      return null;
  }
}
