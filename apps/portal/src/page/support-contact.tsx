import { useAbout } from "../api/about.ts";

/** Renders nothing if the organisation has no support contact. */
export function SupportContact() {
  const contact = useAbout().data?.supportContact ?? null;
  if (contact === null) return null;
  return (
    <p>
      Support contact: <bdi>{contact}</bdi>
    </p>
  );
}
