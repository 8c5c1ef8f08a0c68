import { Link, useLocation } from "@tanstack/react-router";
import { useEffect, useRef, useState } from "react";
import { cx } from "../../ui/cx.ts";
import { AlertBadge } from "../alerts/alert-badge.tsx";
import { useConsoleMessages } from "../messages/index.ts";
import { pages } from "./pages.ts";

const tab =
  "relative inline-flex h-11 items-center text-sm whitespace-nowrap text-ink-soft transition-colors hover:text-ink " +
  "aria-[current=page]:font-semibold aria-[current=page]:text-ink aria-[current=page]:after:absolute " +
  "aria-[current=page]:after:bg-ink ";
/** In a row, the open page is underlined; in the phone's menu, a bar stands beside it. */
const inRow =
  "lg:px-2 xl:px-3 min-[100rem]:px-2 lg:aria-[current=page]:after:inset-x-2 lg:aria-[current=page]:after:bottom-0 " +
  "lg:aria-[current=page]:after:h-0.5";
const inMenu =
  "max-lg:px-3 max-lg:aria-[current=page]:after:inset-y-3 max-lg:aria-[current=page]:after:left-0 " +
  "max-lg:aria-[current=page]:after:w-0.5";

/** The console's pages, in a row under the rest or beside it; where they do not fit, in a menu. */
export function Tabs() {
  const { nav } = useConsoleMessages();
  const { pathname } = useLocation();
  const [openOn, setOpenOn] = useState<string>();
  const button = useRef<HTMLButtonElement>(null);
  const isOpen = openOn === pathname;
  const current = pages.find(({ to }) => pathname === to || (to !== "/console" && pathname.startsWith(`${to}/`)));
  useEffect(() => {
    if (!isOpen) return;
    const onEscape = (event: KeyboardEvent) => {
      if (event.key !== "Escape") return;
      setOpenOn(undefined);
      button.current?.focus();
    };
    document.addEventListener("keydown", onEscape);
    return () => document.removeEventListener("keydown", onEscape);
  }, [isOpen]);
  return (
    <nav
      aria-label={nav.label}
      className="order-last w-full min-w-0 lg:-mx-2 lg:w-[calc(100%+1rem)] min-[100rem]:order-none min-[100rem]:mx-0 min-[100rem]:w-auto min-[100rem]:flex-1"
    >
      <button
        ref={button}
        type="button"
        aria-expanded={isOpen}
        aria-controls="pages"
        onClick={() => setOpenOn(isOpen ? undefined : pathname)}
        className="flex h-11 w-full items-center gap-2 text-sm font-semibold lg:hidden"
      >
        <Bars />
        {current ? nav[current.name] : nav.pages}
        {current?.name !== "alerts" && <AlertBadge />}
        <span className="sr-only">{nav.menu}</span>
      </button>
      <div
        id="pages"
        className={cx(
          "lg:flex",
          isOpen ? "grid grid-cols-2 border-t border-hairline py-2 sm:grid-cols-3" : "max-lg:hidden",
        )}
      >
        {pages.map(({ to, name }) => (
          <Link
            key={to}
            to={to}
            activeOptions={{ exact: to === "/console", includeSearch: false }}
            onClick={() => setOpenOn(undefined)}
            className={cx(tab, inRow, inMenu)}
          >
            {nav[name]}
            {name === "alerts" && <AlertBadge />}
          </Link>
        ))}
      </div>
    </nav>
  );
}

function Bars() {
  return (
    <svg viewBox="0 0 16 16" width="16" height="16" aria-hidden="true" className="stroke-current" strokeWidth="1.75">
      <path d="M2 4h12M2 8h12M2 12h12" strokeLinecap="round" />
    </svg>
  );
}
