import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { usePageTexts } from "../../i18n/page-texts.ts";
import { buttonClass } from "../../ui/button.tsx";

interface LostProps {
  title: string;
  body: string;
  /** The shop does not answer, which need not be said again elsewhere. */
  away?: boolean;
  children?: ReactNode;
}

/** The page for an unknown address, and for an order that cannot be shown. */
export function Lost({ title, body, away, children }: LostProps) {
  const { lost } = usePageTexts();
  return (
    <section
      data-away={away}
      className="relative isolate mx-auto grid max-w-lg justify-items-center gap-4 px-6 pt-16 pb-24 text-center"
    >
      <div className="relative size-64" aria-hidden="true">
        <div className="contours inset-[-30%]!" />
        <svg viewBox="0 0 240 240" aria-hidden="true" className="relative size-full">
          <circle
            cx="120"
            cy="117"
            r="92"
            fill="none"
            stroke="var(--ink-faint)"
            strokeWidth="2.5"
            strokeDasharray="14 5 2 5"
          />
          <circle
            cx="120"
            cy="117"
            r="28"
            fill="none"
            stroke="var(--ink-faint)"
            strokeWidth="2.5"
            strokeDasharray="14 5 2 5"
          />
          <circle cx="128" cy="206" r="3" fill="#c98a45" />
          <circle cx="176" cy="170" r="2.2" fill="#c98a45" />
          <circle cx="66" cy="70" r="2.4" fill="#c98a45" />
        </svg>
      </div>
      <h1 className="font-display text-3xl font-bold">{title}</h1>
      <p className="text-ink-soft">{body}</p>
      {children}
      <Link to="/" className={buttonClass("outline")}>
        {lost.home}
      </Link>
    </section>
  );
}
