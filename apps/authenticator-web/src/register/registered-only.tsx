import { Navigate, Outlet } from "react-router";
import { heldMark } from "../vault/held-mark.ts";
import { isRegistered } from "./remembered.ts";

/** The cookie of `heldMark` proves the registration after the browser has cleared the local storage. */
export function RegisteredOnly() {
  return isRegistered() || heldMark() !== undefined ? <Outlet /> : <Navigate to="/register" replace />;
}
