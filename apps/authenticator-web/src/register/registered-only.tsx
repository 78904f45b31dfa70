import { Navigate, Outlet } from "react-router";
import { heldMark } from "../vault/held-mark.ts";
import { isRegistered } from "./remembered.ts";

/** If the app has accounts, it was registered, even if the browser cleared the storage that says so. */
export function RegisteredOnly() {
  return isRegistered() || heldMark() !== undefined ? <Outlet /> : <Navigate to="/register" replace />;
}
