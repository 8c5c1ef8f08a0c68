import type { ReactNode } from "react";
import { useRoomTexts } from "../texts/index.ts";

interface ShellProps {
  /** The most important information. */
  title: ReactNode;
  body?: ReactNode;
  /** Shown beside the title. */
  aside?: ReactNode;
  scene: ReactNode;
  children?: ReactNode;
}

/** The layout of a waiting-room page: the most important information, large; the line; and details. */
export function Shell({ title, body, aside, scene, children }: ShellProps) {
  const { title: name } = useRoomTexts();
  return (
    <div className="mx-auto grid max-w-7xl gap-8 px-3 pt-6 sm:px-6 sm:pt-10">
      <header className="flex flex-wrap items-end justify-between gap-x-10 gap-y-5 max-sm:px-1">
        <div className="max-w-2xl min-w-0">
          <p className="mb-2 flex items-center gap-2 text-sm font-semibold text-waiting-ink">
            <Roundel />
            {name}
          </p>
          {title}
          {body && <p className="mt-3 max-w-prose text-ink-soft sm:text-lg">{body}</p>}
        </div>
        {aside}
      </header>
      {scene}
      {children}
    </div>
  );
}

export function Title({ children }: { children: ReactNode }) {
  return <h1 className="font-display text-4xl font-extrabold tracking-tight sm:text-5xl">{children}</h1>;
}

function Roundel() {
  return (
    <svg viewBox="0 0 24 24" width="20" height="20" aria-hidden="true">
      <circle cx="12" cy="12" r="8" fill="none" strokeWidth="5" className="stroke-waiting" />
      <rect y="10" width="24" height="4" rx="1" className="fill-ink" />
    </svg>
  );
}
