import { type ReactNode, useEffect } from "react";
import { useConsoleMessages } from "../messages/index.ts";

interface Props {
  title: string;
  lead: ReactNode;
  aside?: ReactNode;
  inert?: boolean;
  children: ReactNode;
}

/** A console page: its name, a one-line description, its numbers, its content. */
export function Page({ title, lead, aside, inert = false, children }: Props) {
  const { title: titleOf } = useConsoleMessages();
  useEffect(() => {
    document.title = titleOf(title);
  }, [titleOf, title]);
  return (
    <div inert={inert} className="grid min-w-0 flex-1 grid-cols-[minmax(0,1fr)] gap-6 px-4 py-5 sm:px-6">
      <header className="flex flex-wrap items-end justify-between gap-x-8 gap-y-4">
        <div className="max-w-3xl">
          <h1 className="font-display text-xl font-bold">{title}</h1>
          <p className="text-sm text-ink-soft">{lead}</p>
        </div>
        {aside}
      </header>
      {children}
    </div>
  );
}
