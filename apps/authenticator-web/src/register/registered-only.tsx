import { Navigate, Outlet } from "react-router";
import { heldMark } from "../vault/held-mark.ts";
import { isRegistered } from "./remembered.ts";

/**
 * Shows its pages only to registered users. The browser may have cleared the local storage that says so; then the
 * cookie about the app's accounts shows it.
 */
export function RegisteredOnly() {
  return isRegistered() || heldMark() !== undefined ? <Outlet /> : <Navigate to="/register" replace />;
}
