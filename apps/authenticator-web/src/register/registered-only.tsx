import { Navigate, Outlet } from "react-router";
import { isRegistered } from "./remembered.ts";

export function RegisteredOnly() {
  return isRegistered() ? <Outlet /> : <Navigate to="/register" replace />;
}
