import { Link, type LinkProps } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { buttonClass } from "../../ui/button.tsx";
import { useConsoleMessages } from "../messages/index.ts";

interface Props {
  /** The list's first page, unless it is the current one. */
  newest: LinkProps | undefined;
  /** The next page, if there is one. */
  older: LinkProps | undefined;
  /** The label of the link to the next page. */
  olderText?: string | undefined;
  /** A note behind the links. */
  children?: ReactNode;
}

/** Links to a list's newest page, and to older ones. */
export function Pager({ newest, older, olderText, children }: Props) {
  const { pager } = useConsoleMessages();
  if (!newest && !older) return null;
  return (
    <nav className="flex flex-wrap items-center gap-3" aria-label={pager.label}>
      {newest && (
        <Link {...newest} className={buttonClass("outline", "small")}>
          {pager.newest}
        </Link>
      )}
      {older && (
        <Link {...older} className={buttonClass("outline", "small")}>
          {olderText ?? pager.older}
        </Link>
      )}
      {children}
    </nav>
  );
}
