import { LinkButton } from "@sallyport/ui/button";
import type { ReactNode } from "react";
import { useLocation } from "react-router";
import type { Advice } from "../security/advice.ts";
import { AdviceNotice } from "../security/advice-notice.tsx";
import { useSecurity } from "../security/use-security.ts";

export function SecurityReminder() {
  const { pathname } = useLocation();
  const { data } = useSecurity("administrator");
  if (data === undefined || pathname === "/admin/security") return null;
  return <AdviceNotice realm="administrator" security={data} action={(advice) => links[advice]} />;
}

const links: Readonly<Partial<Record<Advice, ReactNode>>> = {
  "add-a-factor": <LinkButton href="/admin/security">Add a second factor</LinkButton>,
  "save-recovery-codes": <LinkButton href="/admin/security#recovery-codes">Get recovery codes</LinkButton>,
};
