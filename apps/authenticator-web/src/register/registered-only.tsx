import { Navigate, Outlet } from "react-router";
import { heldMark } from "../vault/held-mark.ts";
import { isRegistered } from "./remembered.ts";

/** If the browser has cleared the local storage, the cookie of `heldMark` still proves the registration. */
export function RegisteredOnly() {
  return isRegistered() || heldMark() !== undefined ? <Outlet /> : <Navigate to="/register" replace />;
}
