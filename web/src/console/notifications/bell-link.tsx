import { Link } from "@tanstack/react-router";
import { icon } from "../../ui/icon.tsx";
import { useConsoleMessages } from "../messages/index.ts";
import { Tip } from "../shared/tip.tsx";
import { thisDevice } from "./this-device.ts";

const BellIcon = icon(
  <>
    <path d="M6.5 16.5V11a5.5 5.5 0 0 1 11 0v5.5l1.5 1.5H5z" />
    <path d="M10 20.5h4" />
  </>,
);

/** A link to the notifications page, with a dot if this device gets notifications. */
export function BellLink() {
  const { notifications } = useConsoleMessages();
  const on = thisDevice.use() !== undefined;
  const name = on ? notifications.on : notifications.title;
  return (
    <Tip isName text={name}>
      <Link
        to="/console/notifications"
        aria-label={name}
        className="relative inline-grid size-11 max-sm:hidden shrink-0 place-items-center rounded-round text-ink-soft transition hover:bg-sunken hover:text-ink"
        activeProps={{ className: "text-ink" }}
      >
        <BellIcon />
        {on && <span className="absolute top-2.5 right-2.5 size-2 rounded-round bg-shopify ring-2 ring-paper" />}
      </Link>
    </Tip>
  );
}

/** The same in the account's menu, for phones, whose header has no space for it. */
export function NotificationsItem({ onClick }: { onClick(): void }) {
  const { notifications } = useConsoleMessages();
  return (
    <Link
      to="/console/notifications"
      className="flex h-11 items-center gap-2 rounded-small border border-border px-3 font-semibold transition hover:bg-sunken sm:hidden"
      onClick={onClick}
    >
      <BellIcon />
      {notifications.title}
    </Link>
  );
}
