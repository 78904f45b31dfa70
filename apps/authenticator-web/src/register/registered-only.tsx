import { Navigate, Outlet } from "react-router";
import { heldMark } from "../vault/held-mark.ts";
import { isRegistered } from "./remembered.ts";

/** An app that held accounts was registered, even if the browser has cleared the storage where that is remembered. */
export function RegisteredOnly() {
  return isRegistered() || heldMark() !== undefined ? <Outlet /> : <Navigate to="/register" replace />;
}
