import { Outlet } from "@tanstack/react-router";

export function StoreShell() {
  return <Outlet />;
}
