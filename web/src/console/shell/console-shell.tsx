import { Tooltip } from "@base-ui/react/tooltip";
import { Link, Outlet } from "@tanstack/react-router";
import { AccountMenu } from "../../auth/account-menu.tsx";
import { LanguageSwitch } from "../../ui/language-switch.tsx";
import { ThemeSwitch } from "../../ui/theme-switch.tsx";
import { useShortcut } from "../keyboard/use-shortcut.ts";
import { LiveButton } from "../live/live-button.tsx";
import { togglePaused } from "../live/pause.ts";
import { Trouble } from "../live/trouble.tsx";
import { useConsoleMessages } from "../messages/index.ts";
import { BellLink, NotificationsItem } from "../notifications/bell-link.tsx";
import { KeepNotified } from "../notifications/keep-notified.tsx";
import { Tip } from "../shared/tip.tsx";
import { BrokenStrip } from "../tour/broken-strip.tsx";
import { Notes } from "./notes.tsx";
import { Overlays } from "./overlays.tsx";
import { Tabs } from "./tabs.tsx";

/** The frame of every console page: where you are, how fresh the data is, what is wrong. */
export function ConsoleShell() {
  const texts = useConsoleMessages();
  useShortcut("p", togglePaused);
  return (
    <Tooltip.Provider>
      <div className="console flex min-h-dvh flex-col">
        <a
          href="#content"
          className="sr-only focus:not-sr-only focus:absolute focus:z-50 focus:m-2 focus:rounded-small focus:bg-ink focus:px-4 focus:py-2 focus:text-paper"
        >
          {texts.skip}
        </a>
        <header className="sticky top-0 z-20 border-b border-hairline bg-paper">
          <div className="flex flex-wrap items-center gap-x-4 px-4 sm:px-6 min-[100rem]:flex-nowrap">
            <p className="flex h-12 items-center gap-2 font-display font-bold whitespace-nowrap">
              <Tip text={texts.toStore}>
                <Link to="/" className="inline-flex min-h-9 items-center gap-2 rounded-small">
                  <Roundel />
                  <span className="max-sm:sr-only">Donut-States</span>
                </Link>
              </Tip>
              <span className="text-ink-faint">{texts.console}</span>
            </p>
            <Tabs />
            <div className="ml-auto flex shrink-0 items-center">
              <Overlays />
              <BellLink />
              <LiveButton />
              <LanguageSwitch />
              <ThemeSwitch />
              <AccountMenu>{(close) => <NotificationsItem onClick={close} />}</AccountMenu>
            </div>
          </div>
          <Trouble />
          <BrokenStrip />
        </header>
        <main id="content" tabIndex={-1} className="flex-1 outline-none">
          <Outlet />
        </main>
        <Notes />
        <KeepNotified />
      </div>
    </Tooltip.Provider>
  );
}

function Roundel() {
  return (
    <svg viewBox="0 0 24 24" width="22" height="22" aria-hidden="true">
      <circle cx="12" cy="12" r="7.5" fill="none" strokeWidth="5" className="stroke-orders" />
      <rect x="0" y="10" width="24" height="4" rx="1" className="fill-ink" />
    </svg>
  );
}
