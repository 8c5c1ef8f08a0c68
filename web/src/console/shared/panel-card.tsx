import { type ReactNode, useId } from "react";

/** A section of a page with its name, a short description, and its actions. */
export function PanelCard({ title, body, children }: { title: string; body?: string; children: ReactNode }) {
  const id = useId();
  return (
    <section
      aria-labelledby={id}
      className="grid content-start gap-3 rounded-small border border-hairline bg-surface p-4"
    >
      <div>
        <h2 id={id} className="font-display text-base font-bold">
          {title}
        </h2>
        {body && <p className="mt-1 text-sm text-ink-soft">{body}</p>}
      </div>
      {children}
    </section>
  );
}
