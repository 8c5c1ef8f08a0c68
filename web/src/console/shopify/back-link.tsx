import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { ArrowLeftIcon } from "../../ui/icons.tsx";

/** A link from one item to the list. */
export function BackLink({
  to,
  children,
}: {
  to: "/console/shopify" | "/console/shopify/deliveries";
  children: ReactNode;
}) {
  return (
    <Link
      to={to}
      className="inline-flex min-h-6 items-center gap-1.5 rounded-small underline decoration-border underline-offset-3 hover:text-ink"
    >
      <ArrowLeftIcon width="14" height="14" />
      {children}
    </Link>
  );
}
