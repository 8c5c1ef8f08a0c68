import { Link } from "@tanstack/react-router";
import { lazy, Suspense } from "react";
import { useFormat } from "../../i18n/format.ts";
import { useMessages } from "../../i18n/messages.ts";
import { BoxIcon, StampIcon } from "../../ui/first-icons.tsx";
import { LogoMark } from "../../ui/logo.tsx";
import { boxLines, unitsOf } from "../shared/box-lines.ts";
import { boxOpen } from "../shared/box-open.ts";

const Preferences = lazy(async () => (await import("./preferences.tsx")).load());

export function Header() {
  const texts = useMessages();
  const { number } = useFormat();
  const units = unitsOf(boxLines.use());
  return (
    <header className="sticky top-0 z-20 border-b border-hairline bg-paper/92 backdrop-blur-md">
      <div className="mx-auto flex h-16 max-w-7xl items-center px-3 sm:gap-1 sm:px-6">
        <Link to="/" aria-label={texts.brand} className="mr-auto flex items-center gap-1.5">
          <LogoMark className="h-9 w-auto" />
          <span className="font-display font-extrabold tracking-tight whitespace-nowrap sm:text-xl">{texts.brand}</span>
        </Link>
        <Link
          to="/orders"
          aria-label={texts.nav.passport}
          className="inline-flex h-11 min-w-11 items-center justify-center gap-2 rounded-round text-sm font-semibold text-ink-soft transition hover:bg-sunken hover:text-ink sm:px-4"
        >
          <StampIcon />
          <span className="max-sm:hidden">{texts.nav.passport}</span>
        </Link>
        <Suspense fallback={<span className="h-11 w-22 sm:w-33" />}>
          <Preferences />
        </Suspense>
        <button
          type="button"
          className="ml-1 inline-flex h-11 items-center gap-1.5 rounded-round bg-ink px-3.5 text-sm font-semibold text-paper transition active:scale-95"
          aria-label={texts.box.open(units)}
          onClick={() => boxOpen.set(true)}
        >
          <BoxIcon />
          <span key={units} className={units > 0 ? "bump tabular-nums" : "tabular-nums"}>
            {number(units)}
          </span>
        </button>
      </div>
    </header>
  );
}
