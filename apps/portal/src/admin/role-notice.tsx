import { Notice } from "@sallyport/ui/notice";
import { useMe } from "../page/me.ts";
import { roleNames } from "./role.ts";

export function RoleNotice() {
  const { role } = useMe();
  const name = role === null ? "none" : roleNames[role];
  return <Notice tone="info">Your role, {name}, lets you look at this, but not change it.</Notice>;
}
