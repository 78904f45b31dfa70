import { useAbout } from "../api/about.ts";

export function OurAuthenticator() {
  const href = useAbout().data?.authenticatorUrl;
  const name = "Sallyport Authenticator";
  if (href === undefined) return <strong>{name}</strong>;
  return (
    <a href={href} target="_blank" rel="noreferrer">
      {name}
    </a>
  );
}
