import { Navigate, Outlet } from "react-router";
import { heldMark } from "../vault/held-mark.ts";
import { isRegistered } from "./remembered.ts";

export function RegisteredOnly() {
  return isRegistered() || heldMark() !== undefined ? <Outlet /> : <Navigate to="/register" replace />;
}
