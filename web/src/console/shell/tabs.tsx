import { Link, useLocation } from "@tanstack/react-router";
import { useEffect, useRef } from "react";
import { AlertBadge } from "../alerts/alert-badge.tsx";
import { useConsoleMessages } from "../messages/index.ts";
import { pages } from "./pages.ts";

const tab =
  "relative inline-flex h-11 items-center px-3 text-sm whitespace-nowrap text-ink-soft transition-colors hover:text-ink " +
  "md:max-xl:px-2 min-[100rem]:px-2 aria-[current=page]:font-semibold aria-[current=page]:text-ink " +
  "aria-[current=page]:after:absolute aria-[current=page]:after:inset-x-2 aria-[current=page]:after:bottom-0 " +
  "aria-[current=page]:after:h-0.5 aria-[current=page]:after:bg-ink";

/** The page tabs, on their own line if they do not fit beside the rest; on a phone they scroll. */
export function Tabs() {
  const { nav } = useConsoleMessages();
  const { pathname } = useLocation();
  const ref = useRef<HTMLElement>(null);
  useEffect(() => {
    const nav = ref.current;
    const current = pathname && nav?.querySelector<HTMLElement>("[aria-current]");
    if (!nav || !current) return;
    // Tabs change width when fonts and the number of alerts arrive.
    const observer = new ResizeObserver(() => current.scrollIntoView({ block: "nearest", inline: "nearest" }));
    for (const tab of nav.children) observer.observe(tab);
    return () => observer.disconnect();
  }, [pathname]);
  return (
    <nav
      ref={ref}
      aria-label={nav.label}
      className="order-last -mx-3 flex w-[calc(100%+1.5rem)] overflow-x-auto scroll-px-6 [scrollbar-width:none] min-[100rem]:order-none min-[100rem]:mx-0 min-[100rem]:w-auto min-[100rem]:min-w-0 min-[100rem]:flex-1"
    >
      {pages.map(({ to, name }) => (
        <Link key={to} to={to} activeOptions={{ exact: to === "/console", includeSearch: false }} className={tab}>
          {nav[name]}
          {name === "alerts" && <AlertBadge />}
        </Link>
      ))}
    </nav>
  );
}
